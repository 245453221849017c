-- One row per theme that may be told of, those mentioned most first; $parent: the sub-themes of a theme instead of the themes.
-- theme_id, name_en, name_ja, keywords, n_feedback, n_customers (null if few), sentiment (-1 to 1, null if few), first_seen,
-- last_seen, state
SELECT
    theme.theme_id, theme.name_en, theme.name_ja, theme.keywords, theme.n_feedback,
    CASE WHEN theme.n_customers >= least_people() THEN theme.n_customers END AS n_customers,
    CASE WHEN theme.n_customers >= least_people() THEN round(theme.sentiment, 3) END AS sentiment,
    CAST(theme.first_seen AS DATE) AS first_seen, CAST(theme.last_seen AS DATE) AS last_seen, theme.state
FROM theme
JOIN told_theme USING (theme_id)
WHERE theme.parent_id IS NOT DISTINCT FROM $parent::VARCHAR
ORDER BY theme.n_feedback DESC, theme.theme_id
LIMIT $most
