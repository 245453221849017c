-- One row per main theme that is not retired. Reads `mentioned` (the rows of mentioned.sql).
-- theme_id: the theme
-- first_week: the Monday of the week in which it was first mentioned, ever; null if never
SELECT theme.theme_id, min(mentioned.week) AS first_week
FROM theme
LEFT JOIN mentioned USING (theme_id)
WHERE theme.parent_id IS NULL AND theme.state <> 'retired'
GROUP BY theme.theme_id
ORDER BY theme.theme_id
