"""The tests, a folder a lane; `python -m tests` runs them all."""
