-- One row per week of a theme, of the last 12: week, n_feedback (null if one to four people said it). Parameter: theme_id.
SELECT week, CASE WHEN n_feedback = 0 OR n_customers >= least_people() THEN n_feedback END AS n_feedback
FROM theme_week
WHERE theme_id = $theme_id
ORDER BY week DESC
LIMIT 12
