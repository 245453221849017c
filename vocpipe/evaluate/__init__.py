"""Evaluate: measures of quality that users can run on labeled rows of their own."""
