-- Grain: one row per customer of the audience. Reads private tables and audience_member (customer_id).
-- Parameters: since (contacts from then on are recent), now.
-- What is known about an address applies to every customer with that address.
-- customer_id
-- customer_key: the company's own id
-- email: the address; null if there is none
-- has_left: whether they have left, also on an unknown day
-- opted_out: whether any source says that they opted out
-- consent: true if a source says that they agreed and none that they did not; null if no source says anything
-- consent_is_known: whether anybody's consent is known; if so, customers whose consent is unknown count as not agreed
-- n_contacts: days with a recent contact
WITH feedback_address AS (
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
            feedback_address.email
        ) AS email,
        customer.churned_at,
        customer.churned,
        customer.consent,
        CASE WHEN customer.marketing IS FALSE THEN true ELSE customer.opted_out END AS opted_out,
        customer.last_contacted_on
    FROM customer_number AS number
    LEFT JOIN customer USING (customer_key)
    LEFT JOIN feedback_address USING (customer_key)
),
message AS (
    -- A contact belongs to a customer by the id or by the address. A person of a company speaks for their own address only.
    SELECT person.customer_id, NULL AS contacted_at, known.consent, known.opted_out
    FROM person_customer AS known
    JOIN person ON person.customer_key = known.customer_key
    WHERE known.customer_key IN (known.person_ref, known.email)
    UNION
    SELECT person.customer_id, NULL, known.consent, known.opted_out
    FROM person_customer AS known
    JOIN person ON person.email = known.email
    UNION
    SELECT person.customer_id, contact.contacted_at, contact.consent, contact.opted_out
    FROM contact
    JOIN person_customer AS known ON known.person_ref = contact.customer_ref
    JOIN person ON person.email = known.email
    UNION
    SELECT person.customer_id, contact.contacted_at, contact.consent, contact.opted_out
    FROM contact
    JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM contact.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM contact.customer_email
        AND found.account_ref IS NULL
    JOIN person ON person.customer_key = found.customer_key
    WHERE NOT found.through_person
    UNION
    SELECT person.customer_id, contact.contacted_at, contact.consent, contact.opted_out
    FROM contact
    JOIN person ON person.customer_key = contact.customer_ref
    UNION
    SELECT person.customer_id, contact.contacted_at, contact.consent, contact.opted_out
    FROM contact
    JOIN person ON person.email = contact.customer_email
    UNION
    -- A survey is a contact too.
    SELECT person.customer_id, invited.sent_at, NULL, NULL
    FROM invitation_customer AS invited
    JOIN person USING (customer_key)
    UNION
    SELECT customer_id, last_contacted_on::TIMESTAMP, consent, opted_out
    FROM person
    UNION
    -- What somebody said beside an answer holds for all of them, also where the answer itself may not be kept.
    SELECT who.customer_id, NULL, raw.marketing, NOT raw.marketing
    FROM feedback_raw AS raw
    JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.marketing IS NOT NULL
    UNION
    SELECT withheld_customer, NULL, false, true
    FROM feedback_raw
    WHERE withheld_customer IS NOT NULL AND marketing IS FALSE
),
known AS (
    SELECT
        coalesce(person.email, person.customer_id) AS address,
        bool_or(message.opted_out) AS opted_out,
        bool_and(message.consent) AS consent,
        count(DISTINCT message.contacted_at::DATE) FILTER (WHERE message.contacted_at >= $since AND message.contacted_at <= $now) AS n_contacts
    FROM message
    JOIN person USING (customer_id)
    GROUP BY address
)
SELECT
    member.customer_id,
    person.customer_key,
    person.email,
    coalesce(person.churned_at <= $now::DATE, person.churned, false) AS has_left,
    coalesce(known.opted_out, false) AS opted_out,
    known.consent,
    (SELECT bool_or(consent IS NOT NULL) FROM message) AS consent_is_known,
    known.n_contacts
FROM audience_member AS member
JOIN person USING (customer_id)
JOIN known ON known.address = coalesce(person.email, person.customer_id)
ORDER BY member.customer_id
