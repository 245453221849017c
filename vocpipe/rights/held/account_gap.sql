-- Grain: one row per customer of the person and two levels of its people: whether they disagree.
-- Columns: all of account_gap's but the pseudonym. Reads their_key.
SELECT found.* EXCLUDE (customer_id)
FROM account_gap AS found
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY ALL
