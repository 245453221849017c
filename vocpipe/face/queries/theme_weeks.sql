-- One row per theme and week, weeks without a mention too: the name of the theme, and every column of theme_week.
SELECT theme.name, theme_week.*
FROM theme_week
JOIN theme USING (theme_id)
ORDER BY theme_week.week, theme_week.theme_id
