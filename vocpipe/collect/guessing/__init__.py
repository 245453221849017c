"""What `vocpipe init` makes of the files in inputs/: each source as it would be read, and what only people know."""
