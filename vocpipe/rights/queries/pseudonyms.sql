-- Grain: one row per pseudonym of the person. Column: customer_id. Reads their_key.
SELECT customer_id FROM customer_number WHERE customer_key IN (FROM their_key)
UNION
SELECT customer_id FROM withheld_customer
WHERE customer_id IN (SELECT customer_id_of(customer_key) FROM their_key)
ORDER BY customer_id
