-- One row per goal, in the order of vocpipe.toml, with its KPI. Over all data.
SELECT goal.*, kpi.* EXCLUDE (kpi_id, reason_en, reason_ja, n, n_customers)
FROM goal
LEFT JOIN kpi USING (kpi_id)
ORDER BY goal_no
