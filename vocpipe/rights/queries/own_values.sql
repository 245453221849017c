-- Grain: one row per id, address and telephone number of the person that is nobody else's. Columns: kind (id, email,
-- phone), value.
-- Reads their_reference, their_person, their_key, their_contact.
WITH theirs AS (
    SELECT 'id' AS kind, customer_key AS value FROM their_key
    UNION
    SELECT 'id', customer_ref FROM their_reference
    UNION
    SELECT 'id', account_ref FROM their_reference
    UNION
    SELECT 'id', person_ref FROM their_person
    UNION
    SELECT 'id', external_ref FROM customer WHERE customer_key IN (FROM their_key)
    UNION
    SELECT 'email', customer_email FROM their_reference
    UNION
    SELECT 'email', email FROM their_person
    UNION
    SELECT 'email', email FROM customer WHERE customer_key IN (FROM their_key)
    UNION
    SELECT 'email', email FROM customer WHERE customer_key IN (FROM their_contact)
    UNION
    SELECT 'phone', phone FROM their_person
    UNION
    SELECT 'phone', phone FROM customer WHERE customer_key IN (FROM their_key)
), other_reference AS (
    SELECT customer_ref, customer_email, account_ref FROM customer_match
    EXCEPT
    SELECT customer_ref, customer_email, account_ref FROM their_reference
), other_customer AS (
    SELECT * FROM customer WHERE customer_key NOT IN (FROM their_key)
), other_person AS (
    SELECT * FROM person
    EXCEPT
    SELECT * FROM their_person
), others AS (
    SELECT unnest([customer_ref, customer_email, account_ref]) AS value FROM other_reference
    UNION
    SELECT unnest([customer_key, external_ref, phone]) FROM other_customer
    UNION
    SELECT email FROM other_customer WHERE customer_key NOT IN (FROM their_contact)
    UNION
    SELECT unnest([person_ref, account_ref, email, phone]) FROM other_person
)
SELECT kind, value
FROM theirs
WHERE value IS NOT NULL AND value NOT IN (SELECT value FROM others WHERE value IS NOT NULL)
ORDER BY kind, value
