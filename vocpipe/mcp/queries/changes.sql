-- One row per theme that is clearly mentioned more, less or for the first time, the surest first.
-- theme_id, name_en, name_ja, verdict (rising, falling, new), since, ratio, low, high, q_value, reason_en, reason_ja
SELECT
    theme.theme_id, theme.name_en, theme.name_ja, change.verdict, change.since,
    CASE WHEN change.n_customers_recent >= least_people() THEN change.ratio END AS ratio,
    CASE WHEN change.n_customers_recent >= least_people() THEN change.low END AS low,
    CASE WHEN change.n_customers_recent >= least_people() THEN change.high END AS high,
    change.q_value, change.reason_en, change.reason_ja
FROM theme_change AS change
JOIN told_theme USING (theme_id)
JOIN theme USING (theme_id)
WHERE change.verdict IN ('rising', 'falling', 'new')
ORDER BY change.q_value NULLS LAST, theme.theme_id
LIMIT $most
