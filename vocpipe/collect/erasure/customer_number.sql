-- Removes every row of customer_number that is about the person. Reads forgotten_customer.
DELETE FROM customer_number WHERE customer_key IN (SELECT customer_key FROM forgotten_customer)
