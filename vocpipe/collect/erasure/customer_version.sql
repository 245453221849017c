-- Removes every row of customer_version that is about the person. Reads forgotten_customer.
DELETE FROM customer_version WHERE customer_key IN (SELECT customer_key FROM forgotten_customer)
