-- One row per theme, the most certain change first: the name of the theme, and every column of theme_change.
SELECT theme.name, verdict, ratio, low, high, n_recent, n_before,
  theme_change.* EXCLUDE (verdict, ratio, low, high, n_recent, n_before, reason_en, reason_ja, theme_id),
  theme_change.reason_en, theme_change.reason_ja, theme_change.theme_id
FROM theme_change
JOIN theme USING (theme_id)
ORDER BY theme_change.verdict = 'cannot tell', theme_change.q_value NULLS LAST, theme_change.theme_id
