"""Outcomes measured on simulated companies with planted truth: verdicts, power, coverage; two naive ways beside."""
