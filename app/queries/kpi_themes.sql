-- One row per theme: how the KPI $kpi differs for those who mention it. Clear findings come first. Over all data.
SELECT found.*, theme.name, theme.name_ja, theme.name_en
FROM theme_kpi AS found
JOIN theme USING (theme_id)
WHERE found.kpi_id = $kpi
ORDER BY found.verdict = 'cannot tell', found.q_value NULLS LAST, found.theme_id
