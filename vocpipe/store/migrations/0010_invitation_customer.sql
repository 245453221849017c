-- Grain: one row per row of invitation.
-- Columns: customer_key (as in feedback_customer); customer_id (null until it is numbered); sent_at; answered (null: the
--          file does not say).
CREATE VIEW invitation_customer AS
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
        ) AS customer_key,
        invitation.sent_at,
        invitation.answered
    FROM invitation
    LEFT JOIN customer AS known ON known.customer_key = invitation.customer_ref
    LEFT JOIN address ON address.email = invitation.customer_email
)
SELECT invited.customer_key, number.customer_id, invited.sent_at, invited.answered
FROM invited
LEFT JOIN customer_number AS number USING (customer_key);
