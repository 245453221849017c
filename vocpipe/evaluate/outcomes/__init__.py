"""Outcomes measured on simulated companies whose truth is planted: verdicts, power, coverage, and two naive ways beside."""
