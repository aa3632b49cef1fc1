"""A second, independent calculation of the obligation ledger, for tests alone.

Nothing here is shared with the product: no SQL, no seeds, no reading code. One subject is worked
out at a time, a day at a time, in plain Python, so that a mistake made once in the warehouse is
not made again here.  README.md says how to run it and which readings it takes.
"""
