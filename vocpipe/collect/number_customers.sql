-- Grain: one row of customer_number per customer_key that has none yet, with a customer, something said or done, or an
-- invitation: those who were asked and stay silent may be known from nothing else.
-- Columns: customer_key, customer_id. The order is that of a hash, so that the number tells nothing about the customer.
INSERT INTO customer_number
WITH address AS (
    SELECT email, min(customer_key) AS customer_key
    FROM customer
    WHERE email IS NOT NULL
    GROUP BY email
    HAVING count(*) = 1
), invited AS (
    SELECT
        coalesce(
            known.customer_key, address.customer_key, invitation.customer_ref, invitation.customer_email
        ) AS customer_key
    FROM invitation
    LEFT JOIN customer AS known ON known.customer_key = invitation.customer_ref
    LEFT JOIN address ON address.email = invitation.customer_email
), fresh AS (
    SELECT customer_key FROM customer
    UNION
    SELECT customer_key FROM feedback_customer
    UNION
    SELECT customer_key FROM behaviour_event
    UNION
    SELECT customer_key FROM invited
    EXCEPT
    SELECT customer_key FROM customer_number
), highest AS (
    SELECT coalesce(max(substr(customer_id, 2)::BIGINT), 0) AS number FROM customer_number
)
SELECT customer_key, format('c{:06d}', highest.number + row_number() OVER (ORDER BY md5(customer_key)))
FROM fresh
CROSS JOIN highest;
