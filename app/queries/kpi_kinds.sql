-- One row per kind of segment by which the KPI $kpi has values. Over all data.
SELECT segment_kind
FROM kpi_period
WHERE kpi_id = $kpi AND segment_kind <> 'all' AND value IS NOT NULL
GROUP BY segment_kind
ORDER BY segment_kind
