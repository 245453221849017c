"""Families of simulated companies that verdicts go wrong in: one module each, with a FAMILY."""
