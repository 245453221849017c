-- Grain: one row of customer per customer of the file (its last row there) that is new or not as before.
-- Columns: all of customer's. Reads `incoming_customer`, `this_file`.
INSERT OR REPLACE INTO customer BY NAME
WITH latest AS (
    SELECT customer_ref AS customer_key, * EXCLUDE (customer_ref)
    FROM incoming_customer
    QUALIFY row_number() OVER (PARTITION BY customer_ref ORDER BY row_no DESC) = 1
)
SELECT latest.* REPLACE (latest.attrs::JSON AS attrs), this_file.file_id
FROM latest
CROSS JOIN this_file
WHERE NOT EXISTS (
    FROM customer
    WHERE customer.customer_key = latest.customer_key
        AND customer.email IS NOT DISTINCT FROM latest.email
        AND customer.started_at IS NOT DISTINCT FROM latest.started_at
        AND customer.churned_at IS NOT DISTINCT FROM latest.churned_at
        AND customer.churned IS NOT DISTINCT FROM latest.churned
        AND customer.plan IS NOT DISTINCT FROM latest.plan
        AND customer.monthly_value IS NOT DISTINCT FROM latest.monthly_value
        AND customer.consent IS NOT DISTINCT FROM latest.consent
        AND customer.opted_out IS NOT DISTINCT FROM latest.opted_out
        AND customer.last_contacted_on IS NOT DISTINCT FROM latest.last_contacted_on
        AND customer.attrs::VARCHAR IS NOT DISTINCT FROM latest.attrs
);
