"""`make policy`: the policy seeds alone, checked in seconds, and what changed in them, in words."""
