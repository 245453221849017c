-- Removes every row of match_undone that is about the person. Reads forgotten_customer, forgotten_value.
DELETE FROM match_undone
WHERE customer_key IN (SELECT customer_key FROM forgotten_customer)
    OR reference IN (SELECT value FROM forgotten_value)
