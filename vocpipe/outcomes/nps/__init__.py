"""Scores with and without a theme, their drivers, the NPS by segment, and the parts of a change in the NPS."""
