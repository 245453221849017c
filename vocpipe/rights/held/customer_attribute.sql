-- Grain: one row per attribute of the person. Columns: all of customer_attribute's but the pseudonym.
-- Reads their_key.
SELECT attribute.* EXCLUDE (customer_id)
FROM customer_attribute AS attribute
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY ALL
