-- One row per theme that clearly changed: theme, verdict, why.
SELECT coalesce(theme.name_en, theme.name_ja) AS theme, change.verdict, change.reason_en AS why
FROM theme_change AS change JOIN theme USING (theme_id)
WHERE change.verdict <> 'cannot tell'
ORDER BY change.q_value NULLS LAST, theme_id
LIMIT 10
