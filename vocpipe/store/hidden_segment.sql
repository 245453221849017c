-- Grain: `hidden_segment`: one row per segment with fewer customers than the variable min_group, and the smallest others until those
-- hidden are enough together; columns: segment_kind, segment. Temporary. Reads the snapshot that is being written.
CREATE OR REPLACE TEMP TABLE hidden_segment AS
WITH sized AS (
    SELECT segment_kind, segment, count(DISTINCT customer_id) AS n
    FROM published.customer_segment
    GROUP BY ALL
), placed AS (
    SELECT
        *,
        min(n) OVER (PARTITION BY segment_kind) AS smallest,
        coalesce(sum(n) OVER (
            PARTITION BY segment_kind ORDER BY n, segment ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
    FROM sized
)
SELECT segment_kind, segment
FROM placed
WHERE n < getvariable('min_group') OR (smallest < getvariable('min_group') AND before < getvariable('min_group'));
