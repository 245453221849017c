-- One row per theme for which outcomes are computed: main themes (no sub-themes) that are not retired.
-- theme_id: the theme
SELECT theme_id
FROM theme
WHERE parent_id IS NULL AND state = 'active'
ORDER BY theme_id
