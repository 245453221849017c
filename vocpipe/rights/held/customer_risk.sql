-- Grain: one row per customer of the person on the list of customers at risk, with the reasons. Columns: all of
-- customer_risk's but the pseudonym. Reads their_key.
SELECT risk.* EXCLUDE (customer_id)
FROM customer_risk AS risk
JOIN customer_number USING (customer_id)
WHERE customer_key IN (FROM their_key)
ORDER BY risk.rank
