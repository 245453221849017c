"""Churn by theme and by score: a person-period table, hazard ratios, and shares of churned customers by score."""
