-- Grain: one row per day with orders of the person. Columns: all of customer_order's but the pseudonym.
-- Reads their_key.
SELECT held.* EXCLUDE (customer_id)
FROM customer_order AS held
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY customer_key, held.ordered_on
