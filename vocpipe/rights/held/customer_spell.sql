-- Grain: one row per spell under contract of the person. Columns: all of customer_spell's but the pseudonym.
-- Reads their_key.
SELECT spell.* EXCLUDE (customer_id)
FROM customer_spell AS spell
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY customer_key, spell.spell
