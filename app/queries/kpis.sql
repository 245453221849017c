-- One row per KPI, those with values first: what it is, and why it has none. Over all data.
SELECT kpi.*, count(period.value) AS n_values
FROM kpi
LEFT JOIN kpi_period AS period ON period.kpi_id = kpi.kpi_id AND period.segment_kind = 'all'
GROUP BY ALL
ORDER BY count(period.value) = 0, kpi.kpi_id
