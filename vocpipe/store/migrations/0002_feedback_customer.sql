-- Grain: one row per thing said whose author can be told.
-- Columns: feedback_id; customer_key (a known customer's id, by the id or the e-mail address given; else the id given; else
--          the address); customer_id (what stands for the customer in everything published; null until it is numbered).
-- An address that two customers share tells neither.
CREATE VIEW feedback_customer AS
WITH address AS (
    SELECT email, min(customer_key) AS customer_key
    FROM customer
    WHERE email IS NOT NULL
    GROUP BY email
    HAVING count(*) = 1
), keyed AS (
    SELECT
        feedback.feedback_id,
        coalesce(known.customer_key, address.customer_key, feedback.customer_ref, feedback.customer_email) AS customer_key
    FROM feedback_raw AS feedback
    LEFT JOIN customer AS known ON known.customer_key = feedback.customer_ref
    LEFT JOIN address ON address.email = feedback.customer_email
)
SELECT keyed.feedback_id, keyed.customer_key, number.customer_id
FROM keyed
LEFT JOIN customer_number AS number USING (customer_key)
WHERE keyed.customer_key IS NOT NULL;
