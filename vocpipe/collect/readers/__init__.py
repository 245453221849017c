"""Readers: one module per export format."""
