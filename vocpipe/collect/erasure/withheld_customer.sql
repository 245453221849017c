-- Removes every row of withheld_customer that is about the person. Reads forgotten_id.
DELETE FROM withheld_customer WHERE customer_id IN (SELECT id FROM forgotten_id)
