-- Removes every row of customer_told that is about the person. Reads forgotten_customer.
DELETE FROM customer_told WHERE customer_key IN (SELECT customer_key FROM forgotten_customer)
