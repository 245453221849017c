-- Grain: one row per alert about the person. Columns: kind, since, reason_en, reason_ja. Reads their_key.
SELECT alert.kind, alert.since, alert.reason_en, alert.reason_ja
FROM alert
JOIN customer_number ON customer_number.customer_id = alert.subject
WHERE customer_key IN (FROM their_key)
ORDER BY ALL
