-- One row per alert about a theme or a watch from the last refresh.
-- alert_id, kind, subject, since: as in alert
SELECT alert_id, kind, subject, since
FROM alert
WHERE kind <> 'customer at risk'
ORDER BY alert_id
