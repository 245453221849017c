-- Grain: one row of customer_version per customer of the file whose plan or value is not as last seen; columns: all of it.
-- The first version is taken to hold since the start; a later one since the day the file was written, and what had been
-- seen in files written on that day or later is forgotten. Reads `incoming_customer`, `this_file`.
DELETE FROM customer_version
WHERE seen_on >= (SELECT modified_at::DATE FROM this_file)
    AND customer_key IN (SELECT customer_ref FROM incoming_customer);
INSERT INTO customer_version BY NAME
WITH latest AS (
    SELECT customer_key, plan, monthly_value
    FROM customer_version
    QUALIFY row_number() OVER (PARTITION BY customer_key ORDER BY seen_on DESC NULLS LAST) = 1
)
SELECT
    customer.customer_key,
    CASE WHEN latest.customer_key IS NOT NULL THEN this_file.modified_at::DATE END AS seen_on,
    customer.plan,
    customer.monthly_value
FROM customer
CROSS JOIN this_file
LEFT JOIN latest USING (customer_key)
WHERE customer.customer_key IN (SELECT customer_ref FROM incoming_customer)
    AND (
        latest.customer_key IS NULL
        OR latest.plan IS DISTINCT FROM customer.plan
        OR latest.monthly_value IS DISTINCT FROM customer.monthly_value
    )
ORDER BY customer.customer_key;
