-- Grain: one row per customer of the audience; of the private tables. Reads audience_member (customer_id).
-- Parameters: since (contacts from then on are recent), now.
-- What is known of an address holds for everybody who has it.
-- customer_id
-- customer_key: the company's own id
-- email: the address; null where there is none
-- has_left: whether they are no customer any more
-- opted_out: whether any source says that they want no mail
-- consent: whether any source says that they agreed, and none that they didn't; null where none says anything
-- asked_consent: whether anybody's consent is known: then those of whom it is not are taken not to have agreed
-- n_contacts: recent contacts
WITH heard AS (
    SELECT who.customer_key, max(raw.customer_email) AS email
    FROM feedback_customer AS who
    JOIN feedback_raw AS raw USING (feedback_id)
    GROUP BY who.customer_key
),
person AS (
    SELECT
        number.customer_id,
        number.customer_key,
        coalesce(
            customer.email,
            CASE WHEN number.customer_key LIKE '%_@_%._%' THEN lower(number.customer_key) END,
            heard.email
        ) AS email,
        customer.churned_at,
        customer.consent,
        customer.opted_out,
        customer.last_contacted_on
    FROM customer_number AS number
    LEFT JOIN customer USING (customer_key)
    LEFT JOIN heard USING (customer_key)
),
told AS (
    -- A contact is somebody's by the id or by the address.
    SELECT person.customer_id, contact.contacted_at, contact.consent, contact.opted_out
    FROM contact
    JOIN person ON person.customer_key = contact.customer_ref
    UNION
    SELECT person.customer_id, contact.contacted_at, contact.consent, contact.opted_out
    FROM contact
    JOIN person ON person.email = contact.customer_email
    UNION
    SELECT customer_id, last_contacted_on::TIMESTAMP, consent, opted_out
    FROM person
),
known AS (
    SELECT
        coalesce(person.email, person.customer_id) AS address,
        bool_or(told.opted_out) AS opted_out,
        bool_and(told.consent) AS consent,
        count(DISTINCT told.contacted_at::DATE) FILTER (WHERE told.contacted_at >= $since AND told.contacted_at <= $now) AS n_contacts
    FROM told
    JOIN person USING (customer_id)
    GROUP BY address
)
SELECT
    member.customer_id,
    person.customer_key,
    person.email,
    coalesce(person.churned_at <= $now::DATE, false) AS has_left,
    coalesce(known.opted_out, false) AS opted_out,
    known.consent,
    (SELECT bool_or(consent IS NOT NULL) FROM told) AS asked_consent,
    known.n_contacts
FROM audience_member AS member
JOIN person USING (customer_id)
JOIN known ON known.address = coalesce(person.email, person.customer_id)
ORDER BY member.customer_id
