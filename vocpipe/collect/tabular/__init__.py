"""Feedback in tables: one row per message, answer or review, whatever its columns are called."""
