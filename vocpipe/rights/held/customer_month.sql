-- Grain: one row per month in which the person could have left. Columns: all of customer_month's but the pseudonym.
-- Reads their_key.
SELECT month.* EXCLUDE (customer_id)
FROM customer_month AS month
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY month.month
