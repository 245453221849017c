-- One row: how many customers are gone, of the customers file or altogether, since former_customer was made.
SELECT count(DISTINCT customer_key) AS gone
FROM former_customer
WHERE (is_listed AND customer_key NOT IN (SELECT customer_key FROM customer))
    OR (NOT is_listed AND customer_key NOT IN (SELECT customer_key FROM customer_number))
