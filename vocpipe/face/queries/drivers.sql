-- One row per kind of score, kind of feedback and theme, the largest weight first: the name of the theme, and every column of
-- theme_driver.
SELECT theme.name, score_type, kind, verdict, effect, weight, n_with,
  theme_driver.* EXCLUDE (score_type, kind, verdict, effect, weight, n_with, reason_en, reason_ja, theme_id),
  theme_driver.reason_en, theme_driver.reason_ja, theme_driver.theme_id
FROM theme_driver
JOIN theme USING (theme_id)
ORDER BY theme_driver.score_type, theme_driver.kind, theme_driver.verdict = 'cannot tell',
  theme_driver.weight DESC NULLS LAST, theme_driver.theme_id
