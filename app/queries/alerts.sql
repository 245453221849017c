-- One row per alert, with the theme's names if it is about one; the clearest first, of customers the highest risk.
SELECT alert.*, theme.theme_id, theme.name, theme.name_ja, theme.name_en
FROM alert
LEFT JOIN theme ON theme.theme_id = alert.subject
ORDER BY alert.kind, alert.q_value NULLS LAST, CAST(alert.evidence ->> 'rank' AS INTEGER), alert.since DESC, alert.subject
