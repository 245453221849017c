-- Grain: one row per alert on a theme, the surest first. Reads published tables.
-- alert_id, kind (rising theme, falling theme, new theme), since, reason_en, reason_ja
-- theme_id; name_en, name_ja: the theme's names, each else in the other language
-- n_customers: those who mention it now, by its evidence; null if it tells of none
SELECT
    alert.alert_id, alert.kind, alert.since, alert.reason_en, alert.reason_ja, theme.theme_id,
    coalesce(theme.name_en, theme.name_ja, theme.theme_id) AS name_en,
    coalesce(theme.name_ja, theme.name_en, theme.theme_id) AS name_ja,
    CAST(alert.evidence ->> '$.n_customers_recent' AS BIGINT) AS n_customers
FROM alert
JOIN theme ON theme.theme_id = alert.subject
WHERE alert.kind IN ('rising theme', 'falling theme', 'new theme') AND NOT coalesce(theme.is_hidden, false)
ORDER BY alert.q_value NULLS LAST, alert.alert_id
