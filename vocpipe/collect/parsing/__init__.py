"""Parsing: bytes, tables, dates, numbers and headers, as exports write them."""
