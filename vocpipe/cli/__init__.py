"""The command line: one module per verb; `main` puts them together."""
