-- Grain: one row per customer and change of plan; the first plan seen is assumed since the start.
-- Columns: customer_id, segment_kind, day (the segment holds from then on), segment. Parameters: first_day.
SELECT customer_id, 'plan' AS segment_kind, coalesce(valid_from, $first_day::DATE) AS day, plan AS segment
FROM known_plan
