-- Grain: one row of customer_number per customer_key of `known_customer` that has none yet, including customers known only
-- from an invitation or from what they did.
-- Columns: customer_key, customer_id. The order is that of a hash, so that the number says nothing about the customer.
INSERT INTO customer_number
WITH fresh AS (
    SELECT customer_key FROM known_customer
    EXCEPT
    SELECT customer_key FROM customer_number
), highest AS (
    SELECT coalesce(max(substr(customer_id, 2)::BIGINT), 0) AS number FROM customer_number
)
SELECT customer_key, format('c{:06d}', highest.number + row_number() OVER (ORDER BY md5(customer_key)))
FROM fresh
CROSS JOIN highest;
