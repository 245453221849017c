-- Grain: one row per customer that the person is, if they ordered. Columns: all of customer_lapse's but the pseudonym.
-- Reads their_key.
SELECT held.* EXCLUDE (customer_id)
FROM customer_lapse AS held
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY customer_key
