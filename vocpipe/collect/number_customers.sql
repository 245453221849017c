-- Grain: one row of customer_number per customer_key that has none yet, with a customer, something said or done, or an
-- invitation: those who were asked and stay silent may be known from nothing else.
-- Columns: customer_key, customer_id. The order is that of a hash, so that the number tells nothing about the customer.
INSERT INTO customer_number
WITH fresh AS (
    SELECT customer_key FROM customer
    UNION
    SELECT customer_key FROM feedback_customer
    UNION
    SELECT customer_key FROM behaviour_event
    UNION
    SELECT customer_key FROM invitation_customer
    EXCEPT
    SELECT customer_key FROM customer_number
), highest AS (
    SELECT coalesce(max(substr(customer_id, 2)::BIGINT), 0) AS number FROM customer_number
)
SELECT customer_key, format('c{:06d}', highest.number + row_number() OVER (ORDER BY md5(customer_key)))
FROM fresh
CROSS JOIN highest;
