"""The screens: they show what the warehouse holds and decide nothing."""
