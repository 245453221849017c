-- Grain: one row per customer of the person: how much was written to them lately. Columns: all of contact_pressure's but
-- the pseudonym. Reads their_key.
SELECT pressure.* EXCLUDE (customer_id)
FROM contact_pressure AS pressure
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY ALL
