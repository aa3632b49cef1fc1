"""An unknown export -> a proposed mapping for a person to edit, and how each column would be read.

Everything here is a guess that somebody looks over; nothing in a refresh rests on it.
"""
