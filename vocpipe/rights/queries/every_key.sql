-- Grain: one row per id or address under which anybody is a customer. Columns: customer_key, is_listed (whether the
-- customers file has it).
SELECT customer_key, bool_or(is_listed) AS is_listed
FROM (
    SELECT customer_key, true AS is_listed FROM customer
    UNION ALL
    SELECT customer_key, false FROM customer_number
    UNION ALL
    SELECT customer_key, false FROM customer_match
    UNION ALL
    SELECT customer_key, false FROM customer_version
    UNION ALL
    SELECT customer_key, false FROM customer_told
)
GROUP BY customer_key
ORDER BY customer_key
