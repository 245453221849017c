"""Segments of customers by rules that can be read, as of a date."""
