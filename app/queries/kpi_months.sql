-- One row per month and segment of a kind with observations of the KPI $kpi; the kind all is everybody. Over all data.
SELECT month, segment, is_complete, n, n_customers, value, low, high, reason_en, reason_ja
FROM kpi_period
WHERE kpi_id = $kpi AND segment_kind = $by
ORDER BY month, segment
