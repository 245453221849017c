-- Grain: one row per pseudonym of the person. Column: customer_id. Reads their_key.
SELECT customer_id FROM customer_number WHERE customer_key IN (FROM their_key) ORDER BY customer_id
