-- One row per number of days, up to 4 and more, on which somebody was written to in the $days days before an invitation: how
-- many invitations there were and how many were answered. Reads asked, the rows of asked.sql.
-- Parameters: timezone, as_of, days, answer_days (invitations of the last ones are left out).
-- n_before: 0 to 4
-- n, n_customers, n_answered: invitations, customers they are of, and those answered
WITH message AS (
    SELECT DISTINCT number.customer_id, CAST(contact.contacted_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
    FROM contact
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM contact.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM contact.customer_email
        AND found.account_ref IS NULL
    JOIN customer_number AS number
        ON number.customer_key = coalesce(found.customer_key, contact.customer_ref, contact.customer_email)
    WHERE contact.contacted_at IS NOT NULL
),
loud AS (
    SELECT asked.place, any_value(asked.customer_id) AS customer_id, any_value(asked.answered) AS answered, count(message.day) AS n_before
    FROM asked
    LEFT JOIN message
        ON message.customer_id = asked.customer_id
        AND message.day < asked.sent_on AND message.day >= asked.sent_on - CAST($days AS INTEGER)
    WHERE asked.sent_on < CAST($as_of AS DATE) - CAST($answer_days AS INTEGER)
    GROUP BY asked.place
)
SELECT
    CAST(least(n_before, 4) AS INTEGER) AS n_before, count(*) AS n, count(DISTINCT customer_id) AS n_customers,
    count(*) FILTER (WHERE answered) AS n_answered
FROM loud
GROUP BY ALL
ORDER BY n_before
