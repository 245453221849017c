-- Grain: one row per change of plan or value of the person. Columns: all of customer_version's. Reads their_key.
SELECT * FROM customer_version WHERE customer_key IN (FROM their_key) ORDER BY customer_key, seen_on NULLS FIRST
