-- One row per alert about a theme from the last refresh.
-- alert_id, kind, subject, since: as in alert
SELECT alert_id, kind, subject, since
FROM alert
WHERE kind IN ('rising theme', 'falling theme', 'new theme')
ORDER BY alert_id
