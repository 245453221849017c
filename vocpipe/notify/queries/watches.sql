-- Grain: one row per alert on a watch. Reads published tables.
-- alert_id, kind (rising watch, falling watch, new watch), since, reason_en, reason_ja, watch_id, name
-- search: the words that the watch looks for
SELECT
    alert.alert_id, alert.kind, alert.since, alert.reason_en, alert.reason_ja, watch.watch_id, watch.name, watch.search,
    CAST(alert.evidence ->> '$.n_customers_recent' AS BIGINT) AS n_customers
FROM alert
JOIN watch ON watch.watch_id = alert.subject
WHERE alert.kind IN ('rising watch', 'falling watch', 'new watch')
ORDER BY alert.q_value NULLS LAST, alert.alert_id
