"""Naming: what a theme is called, in the words of its own sentences or by a program of the user's."""
