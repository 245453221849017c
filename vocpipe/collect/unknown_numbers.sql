-- Deletes the rows of customer_number of customers whom no source names any more. Reads `known_customer`.
DELETE FROM customer_number WHERE customer_key NOT IN (SELECT customer_key FROM known_customer)
