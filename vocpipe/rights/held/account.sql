-- Grain: one row per customer of the person: its people and voices as counts.
-- Columns: all of account's but the pseudonym. Reads their_key.
SELECT found.* EXCLUDE (customer_id)
FROM account AS found
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY ALL
