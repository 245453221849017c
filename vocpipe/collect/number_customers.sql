-- Grain: one row of customer_number per customer_key of `known_customer` that has none yet, including customers known only
-- from an invitation or from what they did.
-- Columns: customer_key, customer_id. The pseudonym is keyed, so that it says nothing to whoever knows the customers.
INSERT INTO customer_number
SELECT customer_key, customer_id_of(customer_key) AS customer_id
FROM (
    SELECT customer_key FROM known_customer
    EXCEPT
    SELECT customer_key FROM customer_number
)
ORDER BY customer_id;
