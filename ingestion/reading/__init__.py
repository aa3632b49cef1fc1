"""One small reader a format: a file becomes all-text rows that know their row number."""
