-- Removes every row of customer that is about the person; a customer of several people only loses their address and number.
-- Reads forgotten_customer, forgotten_contact.
DELETE FROM customer WHERE customer_key IN (SELECT customer_key FROM forgotten_customer);
UPDATE customer SET email = NULL, phone = NULL WHERE customer_key IN (SELECT customer_key FROM forgotten_contact)
