-- One row per theme, the largest impact first: the name of the theme, and every column of theme_nps.
SELECT theme.name, verdict, impact, low, high, gap, n_with,
  theme_nps.* EXCLUDE (verdict, impact, low, high, gap, n_with, reason_en, reason_ja, theme_id),
  theme_nps.reason_en, theme_nps.reason_ja, theme_nps.theme_id
FROM theme_nps
JOIN theme USING (theme_id)
ORDER BY theme_nps.verdict = 'cannot tell', abs(theme_nps.impact) DESC NULLS LAST, theme_nps.theme_id
