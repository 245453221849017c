"""What goes with themes: scores, churn, trends, segments and actions. Associations, never causes."""
