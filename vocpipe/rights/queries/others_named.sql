-- Grain: one row per customer other than the person. Column: attrs (JSON). Reads their_key, their_contact.
SELECT attrs::VARCHAR AS attrs
FROM customer
WHERE attrs IS NOT NULL AND customer_key NOT IN (FROM their_key) AND customer_key NOT IN (FROM their_contact)
