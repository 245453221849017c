-- One row per person and account that they belong to, by the [[people]] tables. An account is a customer.
-- A person is who has one address; one that several people of an account share is nobody's, and their ids count.
-- customer_id: pseudonym of the account
-- person_id: pseudonym of the person
-- customer_key, person_ref, email: by which a voice is theirs; email is null where it is shared
-- job: as the table has it
WITH belongs AS (
    SELECT
        person.person_ref,
        person.email,
        person.job,
        CASE WHEN account.matched_by IS NOT NULL THEN account.customer_key ELSE own.customer_key END AS customer_key
    FROM person
    LEFT JOIN customer_match AS account
        ON account.account_ref = person.account_ref AND account.customer_ref IS NULL AND account.customer_email IS NULL
    LEFT JOIN customer_match AS own
        ON own.customer_ref IS NOT DISTINCT FROM person.person_ref
        AND own.customer_email IS NOT DISTINCT FROM person.email
        AND own.account_ref IS NULL
),
shared AS (
    SELECT DISTINCT email
    FROM (
        SELECT email FROM belongs WHERE email IS NOT NULL GROUP BY email, customer_key HAVING count(DISTINCT person_ref) > 1
    )
),
named AS (
    SELECT belongs.* REPLACE (CASE WHEN shared.email IS NULL THEN belongs.email END AS email)
    FROM belongs
    LEFT JOIN shared USING (email)
)
SELECT DISTINCT
    number.customer_id,
    person_id_of(coalesce(named.email, named.person_ref)) AS person_id,
    named.customer_key,
    named.person_ref,
    named.email,
    named.job
FROM named
JOIN customer_number AS number USING (customer_key)
WHERE coalesce(named.email, named.person_ref) IS NOT NULL
ORDER BY ALL
