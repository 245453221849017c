-- Makes their_reference, their_key and their_contact for the person with the address in the
-- variable forgotten_address.
-- Grain of their_reference: one row per way in which a source refers to the person, with all columns of customer_match; of
-- their_key: one row per customer who is that person (customer_key); of their_contact: one row per customer of several
-- people for whom the person's address was kept (customer_key).
CREATE OR REPLACE TEMP TABLE their_ref AS
-- The ids that came with this address and with no other.
SELECT customer_ref
FROM customer_match
WHERE customer_ref IS NOT NULL
GROUP BY customer_ref
HAVING bool_or(customer_email = getvariable('forgotten_address')) AND bool_and(coalesce(customer_email, getvariable('forgotten_address')) = getvariable('forgotten_address'))
EXCEPT
SELECT customer_key FROM customer WHERE email <> getvariable('forgotten_address');
CREATE OR REPLACE TEMP TABLE their_key AS
-- A customer is the person if nobody else, with another address or as a person of its own, writes for it.
SELECT customer.customer_key
FROM customer
WHERE customer.email = getvariable('forgotten_address') AND NOT EXISTS (
    FROM customer_match AS other
    WHERE other.customer_key = customer.customer_key
        AND (
            other.customer_email <> getvariable('forgotten_address')
            OR (other.through_person AND other.customer_email IS NULL AND other.customer_ref NOT IN (FROM their_ref))
        )
)
UNION
SELECT customer_key
FROM customer_match
WHERE matched_by IS NULL AND (customer_email = getvariable('forgotten_address') OR customer_ref IN (FROM their_ref))
EXCEPT
SELECT customer_key FROM customer WHERE email IS DISTINCT FROM getvariable('forgotten_address');
CREATE OR REPLACE TEMP TABLE their_contact AS
SELECT customer_key FROM customer WHERE email = getvariable('forgotten_address') EXCEPT FROM their_key;
CREATE OR REPLACE TEMP TABLE their_reference AS
SELECT *
FROM customer_match
WHERE customer_email = getvariable('forgotten_address') OR customer_ref IN (FROM their_ref) OR customer_key IN (FROM their_key);
