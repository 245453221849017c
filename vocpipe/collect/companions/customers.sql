-- Grain: one row of customer per customer of the file (its last row there) that is new or has changed; one row of
-- customer_version per customer of the file whose plan or value has changed. Columns: all of both tables.
-- Reads former_file, incoming_customers, this_file.
INSERT OR REPLACE INTO customer BY NAME
WITH latest AS (
    SELECT customer_ref AS customer_key, * EXCLUDE (customer_ref)
    FROM incoming_customers
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
        AND customer.renews_on IS NOT DISTINCT FROM latest.renews_on
        AND customer.term_months IS NOT DISTINCT FROM latest.term_months
        AND customer.phone IS NOT DISTINCT FROM latest.phone
        AND customer.external_ref IS NOT DISTINCT FROM latest.external_ref
        AND customer.analysis IS NOT DISTINCT FROM latest.analysis
        AND customer.quotes IS NOT DISTINCT FROM latest.quotes
        AND customer.marketing IS NOT DISTINCT FROM latest.marketing
        AND customer.name IS NOT DISTINCT FROM latest.name
        AND customer.company IS NOT DISTINCT FROM latest.company
        AND customer.attrs::VARCHAR IS NOT DISTINCT FROM latest.attrs
);
-- Customers of earlier versions of this very file who are not in it any more, where each file holds all of its rows.
DELETE FROM customer
WHERE (SELECT bool_or(snapshot) FROM this_file)
    AND file_id IN (FROM former_file)
    AND customer_key NOT IN (SELECT customer_ref FROM incoming_customers);
DELETE FROM customer_version WHERE customer_key NOT IN (SELECT customer_key FROM customer);
-- The first version is assumed to hold since the start, a later one from the day its file was written; each is known from
-- the day of its file on. Versions from files
-- that were written on that day or later are dropped.
DELETE FROM customer_version
WHERE seen_on >= (SELECT modified_at::DATE FROM this_file)
    AND customer_key IN (SELECT customer_ref FROM incoming_customers);
INSERT INTO customer_version BY NAME
WITH latest AS (
    SELECT customer_key, plan, monthly_value
    FROM customer_version
    QUALIFY row_number() OVER (PARTITION BY customer_key ORDER BY seen_on DESC NULLS LAST) = 1
)
SELECT
    customer.customer_key,
    CASE WHEN latest.customer_key IS NOT NULL THEN this_file.modified_at::DATE END AS seen_on,
    this_file.modified_at::DATE AS known_on,
    customer.plan,
    customer.monthly_value
FROM customer
CROSS JOIN this_file
LEFT JOIN latest USING (customer_key)
WHERE customer.customer_key IN (SELECT customer_ref FROM incoming_customers)
    AND (
        latest.customer_key IS NULL
        OR latest.plan IS DISTINCT FROM customer.plan
        OR latest.monthly_value IS DISTINCT FROM customer.monthly_value
    )
ORDER BY customer.customer_key;
