-- Makes their_feedback: one row per piece of feedback by the person, also of deleted ones. Columns: those of feedback_raw.
-- Reads their_reference.
CREATE OR REPLACE TEMP TABLE their_feedback AS
SELECT feedback_raw.*
FROM feedback_raw
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM feedback_raw.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM feedback_raw.customer_email
    AND their_reference.account_ref IS NOT DISTINCT FROM feedback_raw.account_ref
UNION
-- What was withheld of them, of which only the pseudonym was kept.
SELECT * FROM feedback_raw WHERE withheld_customer IN (SELECT customer_id_of(customer_key) FROM their_key);
CREATE OR REPLACE TEMP TABLE their_person AS
SELECT person.*
FROM person
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM person.person_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM person.email
    AND their_reference.account_ref IS NULL
UNION
SELECT person.*
FROM person
WHERE list_has_any([account_ref, external_ref], (SELECT list(customer_key) FROM their_key));
