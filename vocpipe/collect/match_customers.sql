-- Grain: one row of customer_match per row of `reference`; columns: all of customer_match's.
-- An id, address or number tells who somebody is only if it is that of one customer. Better ways to tell come first: rank
-- 1 the customer's own id, 2 the id that another system has for them, 3 a Salesforce id in its other length, 4 the id in
-- other letters' case, with or without zeros in front, or without the name of a system before it, 5-8 a person's id in
-- these ways, 9-12 the account, 13 the address, 14 a person's address, 15 the telephone number, 16 a person's number.
-- Reads `reference`, `odd_form`, customer, person, match_undone.
CREATE OR REPLACE TEMP TABLE form_of AS
-- Every way of writing an id by which it is looked up, from the surest on.
WITH ident AS (
    SELECT unnest([customer_ref, account_ref]) AS value FROM reference
    UNION
    SELECT unnest([customer_key, external_ref]) FROM customer
    UNION
    SELECT unnest([account_ref, external_ref, person_ref]) FROM person
)
SELECT value, 1 AS step, 'id:' || value AS form, 'id:' || value AS lookup FROM ident WHERE value IS NOT NULL
UNION ALL
SELECT value, 3, form, form FROM odd_form WHERE form LIKE 'salesforce:%'
UNION ALL
-- Ids that differ by case alone are one, but not those of Salesforce.
SELECT value, 4, 'case:' || lower(value), 'case:' || lower(value)
FROM ident
WHERE value NOT IN (SELECT value FROM odd_form WHERE form LIKE 'salesforce:%') AND regexp_matches(value, '[A-Za-z]')
UNION ALL
-- A spreadsheet takes the zeros off the front of a number: with them it is the number without them.
SELECT
    value,
    4,
    CASE WHEN value LIKE '0%' THEN 'zeros:' ELSE 'none:' END || ltrim(value, '0'),
    CASE WHEN value LIKE '0%' THEN 'none:' ELSE 'zeros:' END || ltrim(value, '0')
FROM ident
WHERE regexp_full_match(value, '\d{1,9}') AND ltrim(value, '0') <> ''
UNION ALL
-- A reader puts the name of its system before an id that only this system knows, such as zendesk:1234567. Ids that the
-- public sees (steam:, discourse:) are nobody's in a company's tables.
SELECT value, 4, 'system:' || value, 'system:' || regexp_extract(value, '^(?:zendesk|freshdesk|intercom|hubspot|salesforce|marketo):(.+)$', 1)
FROM ident
WHERE value LIKE '%:%' OR length(value) >= 6;

CREATE OR REPLACE TEMP TABLE known_form AS
-- Every form by which exactly one customer of the customers file is known.
WITH told AS (
    SELECT form_of.step AS rank, form_of.form, customer.customer_key
    FROM customer
    JOIN form_of ON form_of.value = customer.customer_key
    UNION ALL
    SELECT greatest(form_of.step, 2), form_of.form, customer.customer_key
    FROM customer
    JOIN form_of ON form_of.value = customer.external_ref
    UNION ALL
    SELECT 13, 'email:' || email, customer_key FROM customer WHERE email IS NOT NULL
    UNION ALL
    SELECT 15, odd_form.form, customer.customer_key
    FROM customer
    JOIN odd_form ON odd_form.value = customer.phone AND odd_form.form LIKE 'phone:%'
)
SELECT rank, form, any_value(customer_key) AS customer_key, true AS is_customer, false AS through_person
FROM told
GROUP BY rank, form
HAVING count(DISTINCT customer_key) = 1;

CREATE OR REPLACE TEMP TABLE whose_person AS
-- The customer that each person is or belongs to; else the person, as a customer of whom nothing more is known.
WITH sign AS (
    SELECT person.file_id, person.row_no, 1 AS place, form_of.lookup AS form
    FROM person
    JOIN form_of ON form_of.value = person.external_ref
    UNION ALL
    SELECT person.file_id, person.row_no, 2, form_of.lookup
    FROM person
    JOIN form_of ON form_of.value = person.account_ref
    UNION ALL
    SELECT file_id, row_no, 3, 'email:' || email FROM person WHERE email IS NOT NULL
    UNION ALL
    SELECT person.file_id, person.row_no, 4, odd_form.form
    FROM person
    JOIN odd_form ON odd_form.value = person.phone AND odd_form.form LIKE 'phone:%'
), found AS (
    SELECT sign.file_id, sign.row_no, arg_min(known_form.customer_key, (sign.place, known_form.rank)) AS customer_key
    FROM sign
    JOIN known_form USING (form)
    GROUP BY sign.file_id, sign.row_no
)
SELECT
    person.*,
    found.customer_key IS NOT NULL AS is_customer,
    coalesce(found.customer_key, person.person_ref, person.email, person.phone) AS customer_key
FROM person
LEFT JOIN found USING (file_id, row_no);

INSERT INTO known_form
WITH told AS (
    SELECT form_of.step + 4 AS rank, form_of.form, whose.customer_key, whose.is_customer
    FROM whose_person AS whose
    JOIN form_of ON form_of.value = whose.person_ref
    UNION ALL
    SELECT 14, 'email:' || email, customer_key, is_customer FROM whose_person WHERE email IS NOT NULL
    UNION ALL
    SELECT 16, odd_form.form, whose.customer_key, whose.is_customer
    FROM whose_person AS whose
    JOIN odd_form ON odd_form.value = whose.phone AND odd_form.form LIKE 'phone:%'
)
SELECT rank, form, any_value(customer_key), bool_or(is_customer), true
FROM told
GROUP BY rank, form
HAVING count(DISTINCT customer_key) = 1;

CREATE OR REPLACE TEMP TABLE possible_match AS
-- Every customer that a reference may mean.
WITH sign AS (
    SELECT reference.*, form_of.lookup AS form, false AS by_account
    FROM reference
    JOIN form_of ON form_of.value = reference.customer_ref
    UNION ALL
    SELECT reference.*, form_of.lookup, true
    FROM reference
    JOIN form_of ON form_of.value = reference.account_ref
    UNION ALL
    SELECT reference.*, 'email:' || customer_email, false FROM reference WHERE customer_email IS NOT NULL
    UNION ALL
    SELECT reference.*, odd_form.form, false
    FROM reference
    JOIN odd_form ON odd_form.value = reference.customer_ref AND odd_form.form LIKE 'phone:%'
)
SELECT
    sign.customer_ref,
    sign.customer_email,
    sign.account_ref,
    sign.by_account,
    known.rank + CASE WHEN sign.by_account THEN 8 ELSE 0 END AS rank,
    known.customer_key,
    known.is_customer,
    known.through_person
FROM sign
JOIN known_form AS known USING (form)
WHERE NOT (sign.by_account AND known.through_person) AND NOT EXISTS (
    FROM match_undone AS undone
    WHERE undone.customer_key = known.customer_key
        AND (
            undone.reference IN (sign.customer_ref, sign.customer_email)
            OR (undone.reference = sign.account_ref AND coalesce(sign.customer_ref, sign.customer_email) IS NULL)
        )
);

DELETE FROM customer_match;
INSERT INTO customer_match BY NAME
WITH best AS (
    SELECT
        customer_ref,
        customer_email,
        account_ref,
        arg_min(possible_match, (NOT is_customer, rank)) AS found,
        arg_min(customer_key, rank) FILTER (WHERE is_customer AND rank IN (13, 14)) AS by_email
    FROM possible_match
    GROUP BY customer_ref, customer_email, account_ref
)
SELECT
    reference.customer_ref,
    reference.customer_email,
    reference.account_ref,
    coalesce(
        best.found.customer_key,
        -- An id whose match was taken back must not be the customer's by its own spelling.
        CASE WHEN EXISTS (
            FROM match_undone AS undone
            WHERE undone.customer_key = coalesce(reference.customer_ref, reference.customer_email)
                AND undone.reference IN (reference.customer_ref, reference.customer_email)
        ) THEN 'not ' || coalesce(reference.customer_ref, reference.customer_email) END,
        reference.customer_ref,
        reference.customer_email,
        reference.account_ref
    ) AS customer_key,
    CASE
        WHEN best.found.is_customer THEN
            CASE
                WHEN best.found.by_account THEN 'account'
                WHEN best.found.rank <= 8 THEN 'id'
                WHEN best.found.rank <= 14 THEN 'email'
                ELSE 'phone'
            END
    END AS matched_by,
    coalesce(best.found.through_person, false) AS through_person,
    coalesce(best.found.is_customer AND best.by_email <> best.found.customer_key, false) AS contradicts
FROM reference
LEFT JOIN best
    ON best.customer_ref IS NOT DISTINCT FROM reference.customer_ref
    AND best.customer_email IS NOT DISTINCT FROM reference.customer_email
    AND best.account_ref IS NOT DISTINCT FROM reference.account_ref;
