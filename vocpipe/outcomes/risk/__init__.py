"""Customers at risk: an early-warning list that is shown only with its back-test, and only if that supports it."""
