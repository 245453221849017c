-- One row per known customer who was written to or asked in the $days days before $as_of, by [[contacts]] and [[invitations]].
-- Parameters: timezone, as_of, days.
-- customer_id: pseudonym
-- n_messages, n_surveys: days with a message, and with a survey's invitation
-- n_days: days with either
-- last_on: the last of them
WITH contacted AS (
    SELECT
        coalesce(found.customer_key, contact.customer_ref, contact.customer_email) AS customer_key, contact.contacted_at AS moment, true AS is_message
    FROM contact
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM contact.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM contact.customer_email
        AND found.account_ref IS NULL
    WHERE contact.contacted_at IS NOT NULL
    UNION ALL
    SELECT customer_key, sent_at, false FROM invitation_customer
),
local AS (
    SELECT number.customer_id, CAST(moment AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day, is_message
    FROM contacted
    JOIN customer_number AS number USING (customer_key)
)
SELECT
    customer_id,
    count(DISTINCT day) FILTER (WHERE is_message) AS n_messages,
    count(DISTINCT day) FILTER (WHERE NOT is_message) AS n_surveys,
    count(DISTINCT day) AS n_days,
    max(day) AS last_on
FROM local
WHERE day < CAST($as_of AS DATE) AND day >= CAST($as_of AS DATE) - CAST($days AS INTEGER)
GROUP BY customer_id
ORDER BY n_days DESC, customer_id
