-- Removes every row of withheld_customer that is about the person. Reads forgotten_customer.
DELETE FROM withheld_customer
WHERE customer_id IN (SELECT customer_id_of(customer_key) FROM forgotten_customer)
