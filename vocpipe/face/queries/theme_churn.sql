-- One row per theme, the highest hazard first: the name of the theme, and every column of theme_churn.
SELECT theme.name, verdict, hazard_ratio, low, high, n_exposed,
  theme_churn.* EXCLUDE (verdict, hazard_ratio, low, high, n_exposed, reason_en, reason_ja, theme_id),
  theme_churn.reason_en, theme_churn.reason_ja, theme_churn.theme_id
FROM theme_churn
JOIN theme USING (theme_id)
ORDER BY theme_churn.verdict = 'cannot tell', theme_churn.hazard_ratio DESC NULLS LAST, theme_churn.theme_id
