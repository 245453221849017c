"""Outcomes: how scores, churn, trends, segments and actions relate to themes. Associations, never causes."""
