-- One row per alert: the name of its theme, if it is about one, and every column of alert.
SELECT theme.name AS theme, alert.*
FROM alert
LEFT JOIN theme ON theme.theme_id = alert.subject
ORDER BY alert.kind, alert.since DESC, alert.alert_id
