"""Companions: one module per kind of table that accompanies feedback, each with a COMPANION."""
