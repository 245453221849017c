-- One row per theme that clearly changed recently (rising, falling, new), the clearest first; over all data.
SELECT change.*, theme.name, theme.name_ja, theme.name_en, theme.first_seen
FROM theme_change AS change
JOIN theme USING (theme_id)
WHERE theme.state <> 'retired' AND change.verdict IN ('rising', 'falling', 'new')
ORDER BY change.verdict, change.q_value NULLS LAST, change.n_recent DESC, change.theme_id
