-- Grain: one row of segment_point per customer and change of plan; the first is taken to hold since the start.
-- Columns: customer_id, segment_kind, day (it holds from then on), segment. Parameters: first_day.
INSERT INTO segment_point BY NAME
SELECT customer_id, 'plan' AS segment_kind, coalesce(valid_from, $first_day::DATE) AS day, plan AS segment
FROM customer_spell
