-- customer_contact: one row per customer and day on which they were written to, by the [[contacts]] tables.
-- customer_id: pseudonym of the customer
-- contacted_on: the day, in the workspace's time zone
-- n: number of messages
WITH reached AS (
    SELECT contact.customer_ref, contact.customer_email, contact.contacted_at, found.customer_key
    FROM contact
    JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM contact.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM contact.customer_email
        AND found.account_ref IS NULL
    UNION
    SELECT contact.customer_ref, contact.customer_email, contact.contacted_at, known.customer_key
    FROM contact
    JOIN person_customer AS known ON known.person_ref = contact.customer_ref
    UNION
    SELECT contact.customer_ref, contact.customer_email, contact.contacted_at, contact.customer_ref
    FROM contact
    UNION
    SELECT contact.customer_ref, contact.customer_email, contact.contacted_at, customer.customer_key
    FROM contact
    JOIN customer ON customer.email = contact.customer_email
)
SELECT
    number.customer_id,
    CAST(contacted_at AT TIME ZONE 'UTC' AT TIME ZONE getvariable('timezone') AS DATE) AS contacted_on,
    count(*) AS n
FROM reached
JOIN customer_number AS number USING (customer_key)
WHERE contacted_at IS NOT NULL
GROUP BY ALL
ORDER BY number.customer_id, contacted_on
