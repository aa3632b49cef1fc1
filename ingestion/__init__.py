"""Exports in, a published warehouse file out: knows files, knows no policy."""
