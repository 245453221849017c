-- One row per KPI with a whole month: its values in the newest one (now), the month before, and a year before. Over all data.
WITH known AS (
    SELECT kpi_id, month, struct_pack(month := month, value := value, low := low, high := high, n := n) AS found
    FROM kpi_period
    WHERE segment_kind = 'all' AND is_complete AND value IS NOT NULL
),
newest AS (
    SELECT kpi_id, max(month) AS month, arg_max(found, month) AS now FROM known GROUP BY ALL
)
SELECT kpi.*, newest.now, month_ago.found AS month_ago, year_ago.found AS year_ago
FROM newest
JOIN kpi USING (kpi_id)
LEFT JOIN known AS month_ago ON month_ago.kpi_id = newest.kpi_id AND month_ago.month = newest.month - INTERVAL 1 MONTH
LEFT JOIN known AS year_ago ON year_ago.kpi_id = newest.kpi_id AND year_ago.month = newest.month - INTERVAL 1 YEAR
ORDER BY kpi.kpi_id
