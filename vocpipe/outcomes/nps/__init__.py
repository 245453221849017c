"""Scores beside themes and segments: gaps, drivers, and what a change between two periods is made of."""
