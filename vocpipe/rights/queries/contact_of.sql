-- Grain: one row per customer of several people for whom the person's address is kept. Column: attrs (JSON).
-- Reads their_contact.
SELECT attrs::VARCHAR AS attrs FROM customer WHERE attrs IS NOT NULL AND customer_key IN (FROM their_contact)
