"""Customer segments by readable rules, as of a date."""
