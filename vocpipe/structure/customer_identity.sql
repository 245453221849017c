-- Makes customer_identity: one row per customer of whom anything is known that a text may repeat.
-- customer_key; known: each kind (id, email, phone, name, company) and value with a colon between, sorted; hash: of them.
-- Names that a table writes into one cell have " / " between them.
CREATE OR REPLACE TEMP TABLE customer_identity AS
WITH whose AS (
    SELECT found.customer_key, person.*
    FROM person
    JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM person.person_ref
        AND found.customer_email IS NOT DISTINCT FROM person.email
        AND found.account_ref IS NULL
), contacted AS (
    SELECT coalesce(found.customer_key, contact.customer_ref, contact.customer_email) AS customer_key, contact.*
    FROM contact
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM contact.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM contact.customer_email
        AND found.account_ref IS NULL
    WHERE contact.name IS NOT NULL OR contact.company IS NOT NULL
), wrote AS (
    SELECT who.customer_key, raw.customer_ref, raw.customer_email, raw.feedback_id
    FROM feedback_raw AS raw
    JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.deleted_at IS NULL
), told AS (
    SELECT customer_key, 'id' AS kind, unnest([customer_key, external_ref]) AS value FROM customer
    UNION ALL SELECT customer_key, 'email', email FROM customer
    UNION ALL SELECT customer_key, 'phone', phone FROM customer
    UNION ALL SELECT customer_key, 'name', unnest(string_split(name, ' / ')) FROM customer
    UNION ALL SELECT customer_key, 'company', unnest(string_split(company, ' / ')) FROM customer
    UNION ALL SELECT customer_key, 'id', unnest([person_ref, external_ref, account_ref]) FROM whose
    UNION ALL SELECT customer_key, 'email', email FROM whose
    UNION ALL SELECT customer_key, 'phone', phone FROM whose
    UNION ALL SELECT customer_key, 'name', unnest(string_split(name, ' / ')) FROM whose
    UNION ALL SELECT customer_key, 'name', unnest(string_split(name, ' / ')) FROM contacted
    UNION ALL SELECT customer_key, 'id', customer_ref FROM wrote
    UNION ALL SELECT customer_key, 'email', customer_email FROM wrote
    UNION ALL
    SELECT wrote.customer_key, 'name', names.name
    FROM feedback_name AS names
    JOIN wrote USING (feedback_id)
    WHERE names.kind = 'writer'
)
SELECT
    customer_key,
    list(DISTINCT kind || ':' || value ORDER BY kind || ':' || value) AS known,
    md5(string_agg(DISTINCT kind || ':' || value, chr(31) ORDER BY kind || ':' || value)) AS hash
FROM told
WHERE value <> ''
GROUP BY customer_key;
