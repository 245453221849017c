"""Answers to surveys and forms: one row per respondent, one column per question."""
