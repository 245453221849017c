"""Search: by words however they are written, by meaning across languages, and both ranked together."""
