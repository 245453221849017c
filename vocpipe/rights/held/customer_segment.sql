-- Grain: one row per segment that the person is or was in. Columns: all of customer_segment's but the pseudonym.
-- Reads their_key.
SELECT segment.* EXCLUDE (customer_id)
FROM customer_segment AS segment
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY ALL
