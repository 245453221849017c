"""Evaluate: the measures of quality that anyone can run on labelled rows of their own."""
