-- Grain: one row per list that hands the person's customer on, with the reasons. Columns: all of customer_list's but the
-- pseudonym. Reads their_key.
SELECT listed.* EXCLUDE (customer_id)
FROM customer_list AS listed
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY listed.list, listed.rank
