-- Grain: `reference`: one row per id, address and account under which anything was said, done or asked, or by which a
-- person is known (customer_ref, customer_email, account_ref). `odd_reference`: one row per id or telephone number that may be written
-- in several ways (value; is_phone: whether it may be a telephone number). Both are temporary.
CREATE OR REPLACE TEMP TABLE reference AS
SELECT customer_ref, customer_email, account_ref FROM feedback_raw
UNION
SELECT customer_ref, customer_email, NULL FROM behaviour
UNION
SELECT customer_ref, customer_email, NULL FROM invitation
UNION
SELECT customer_ref, customer_email, NULL FROM contact
UNION
SELECT customer_ref, customer_email, NULL FROM subscription
UNION
SELECT customer_ref, customer_email, NULL FROM purchase
UNION
SELECT person_ref, email, NULL FROM person
UNION
SELECT NULL, NULL, account_ref FROM person;
DELETE FROM reference WHERE coalesce(customer_ref, customer_email, account_ref) IS NULL;
CREATE OR REPLACE TEMP TABLE odd_reference AS
WITH value AS (
    SELECT unnest([customer_ref, account_ref]) AS value, false AS is_phone FROM reference
    UNION
    SELECT unnest([customer_key, external_ref]), false FROM customer
    UNION
    SELECT unnest([account_ref, external_ref]), false FROM person
    UNION
    SELECT phone, true FROM customer
    UNION
    SELECT phone, true FROM person
), shaped AS (
    SELECT value, bool_or(is_phone OR regexp_full_match(value, '[+(]?\d[\d() .-]{8,18}')) AS is_phone
    FROM value
    WHERE value IS NOT NULL
    GROUP BY value
)
SELECT value, is_phone
FROM shaped
WHERE is_phone OR regexp_full_match(value, '[0-9A-Za-z]{15}|[0-9A-Za-z]{18}');
