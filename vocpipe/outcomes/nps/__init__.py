"""Scores with and without a theme, their drivers, by segment, and what a change between two periods is made of."""
