-- One row per KPI and whole month with a value for everybody, the newest 13 of each, and per segment in the newest such month: kpi_id,
-- segment_kind, segment, month, n, n_customers, value, low, high (its 95 % interval). Only what enough people are behind.
WITH known AS (
    SELECT kpi_id, segment_kind, segment, month, n, n_customers, value, low, high
    FROM kpi_period
    WHERE value IS NOT NULL AND is_complete AND n_customers >= least_people()
),
newest AS (
    SELECT kpi_id, month, row_number() OVER (PARTITION BY kpi_id ORDER BY month DESC) AS place FROM known WHERE segment_kind = 'all'
)
SELECT known.*
FROM known
JOIN newest USING (kpi_id, month)
WHERE newest.place <= CASE known.segment_kind WHEN 'all' THEN 13 ELSE 1 END
ORDER BY known.kpi_id, known.segment_kind <> 'all', known.segment_kind, known.month DESC, known.segment
