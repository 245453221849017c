"""Segments of customers by rule, as of a date."""
