-- Grain: one row of customer per customer of the file that is new or has changed; one row of customer_version per customer
-- of the file whose plan or value has changed; one row of customer_told per contract of those of whom it tells something
-- else than the file before. Columns: all of these tables. Reads former_file, incoming_customers, ingest_file, this_file.
-- `told_day`, one row: the day of the file. A day in its name counts as such if nobody came or left since, else that on
-- which it was written.
CREATE OR REPLACE TEMP TABLE told_day AS
WITH named AS (
    SELECT
        modified_at::DATE AS written,
        try_cast(regexp_replace(
            regexp_extract(file, '(?:^|\D)((?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01]))(?:\D[^/]*)?$', 1),
            '^(\d{4})\D?(\d\d)\D?(\d\d)$', '\1-\2-\3'
        ) AS DATE) AS day
    FROM this_file
), moved AS (
    SELECT unnest([started_at, churned_at]) AS day FROM incoming_customers
)
SELECT CASE
    WHEN named.day < named.written
        AND NOT EXISTS (FROM moved WHERE moved.day > named.day AND moved.day <= named.written)
        THEN named.day
    ELSE named.written
END AS day
FROM named;
-- `now_told`: each contract (a start and a plan) of each customer, by its last row; in a table of versions, in each version
-- (known_on, until the day before the next one; else null).
CREATE OR REPLACE TEMP TABLE now_told AS
SELECT
    customer_ref AS customer_key, known_on, row_no, started_at, churned_at,
    -- No day and no word means that they stay, but only in a file that says of anybody that they left.
    CASE WHEN bool_or(churned_at IS NOT NULL OR churned IS NOT NULL) OVER () THEN coalesce(churned, churned_at IS NOT NULL) END
        AS churned,
    plan, monthly_value,
    max(known_on) OVER (PARTITION BY customer_ref) IS NOT DISTINCT FROM known_on AS is_newest,
    min(known_on) OVER (
        PARTITION BY customer_ref ORDER BY known_on RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
    )::DATE - 1 AS held_until
FROM incoming_customers
QUALIFY row_number() OVER (PARTITION BY customer_ref, known_on, started_at, plan ORDER BY row_no DESC) = 1;
-- A customer is as the contract says that is in force, of several the one that began last, unless a newer file told it. What
-- any of them forbids is forbidden.
INSERT OR REPLACE INTO customer BY NAME
WITH latest AS (
    SELECT
        incoming.customer_ref AS customer_key,
        incoming.* EXCLUDE (customer_ref, known_on) REPLACE (
            bool_and(incoming.consent) OVER customers AS consent,
            bool_or(incoming.opted_out) OVER customers AS opted_out,
            bool_and(incoming.analysis) OVER customers AS analysis,
            bool_and(incoming.quotes) OVER customers AS quotes,
            bool_and(incoming.marketing) OVER customers AS marketing
        )
    FROM incoming_customers AS incoming
    JOIN now_told
        ON now_told.customer_key = incoming.customer_ref
        AND now_told.row_no = incoming.row_no
        AND now_told.is_newest
    CROSS JOIN told_day
    WHERE incoming.customer_ref NOT IN (
        SELECT customer_key
        FROM customer_told
        WHERE known_on > told_day.day AND file_id NOT IN (FROM former_file)
    )
    WINDOW customers AS (PARTITION BY incoming.customer_ref)
    QUALIFY row_number() OVER (
        PARTITION BY incoming.customer_ref
        ORDER BY
            incoming.churned IS TRUE AND coalesce(incoming.churned_at <= told_day.day, true),
            incoming.started_at DESC NULLS LAST,
            incoming.row_no DESC
    ) = 1
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
DELETE FROM customer_told WHERE customer_key NOT IN (SELECT customer_key FROM customer);
-- The first version is assumed to hold since the start, a later one from its day, that of its file or of the version; each is
-- known from that day on. Versions of that day or later are dropped, as are all where the table tells every one.
DELETE FROM customer_version
WHERE (seen_on >= (SELECT day FROM told_day) AND customer_key IN (SELECT customer_ref FROM incoming_customers))
    OR customer_key IN (SELECT customer_key FROM now_told WHERE known_on IS NOT NULL);
INSERT INTO customer_version BY NAME
WITH latest AS (
    SELECT customer_key, plan, monthly_value
    FROM customer_version
    QUALIFY row_number() OVER (PARTITION BY customer_key ORDER BY seen_on DESC NULLS LAST) = 1
), held AS (
    SELECT customer.customer_key, told_day.day AS known_on, customer.plan, customer.monthly_value
    FROM customer
    CROSS JOIN told_day
    WHERE customer.customer_key IN (SELECT customer_key FROM now_told WHERE known_on IS NULL)
    UNION ALL
    SELECT customer_key, known_on, plan, monthly_value
    FROM now_told
    WHERE known_on IS NOT NULL AND customer_key IN (SELECT customer_key FROM customer)
    QUALIFY row_number() OVER (PARTITION BY customer_key, known_on ORDER BY row_no DESC) = 1
), changed AS (
    SELECT
        held.*,
        latest.customer_key IS NULL AND lag(held.customer_key) OVER versions IS NULL AS is_first,
        coalesce(lag({'plan': held.plan, 'value': held.monthly_value}) OVER versions, {'plan': latest.plan, 'value': latest.monthly_value})
            AS before
    FROM held
    LEFT JOIN latest USING (customer_key)
    WINDOW versions AS (PARTITION BY held.customer_key ORDER BY held.known_on)
)
SELECT customer_key, CASE WHEN NOT is_first THEN known_on END AS seen_on, known_on, plan, monthly_value
FROM changed
WHERE is_first OR before.plan IS DISTINCT FROM plan OR before.value IS DISTINCT FROM monthly_value
ORDER BY customer_key, known_on;
-- What this file told on that day or later, when it was read before, is forgotten. Who is told of as before is known so
-- until this day; of the others every contract is told anew.
DELETE FROM customer_told
WHERE file_id IN (FROM former_file)
    AND (known_on >= (SELECT day FROM told_day) OR customer_key IN (SELECT customer_key FROM now_told WHERE known_on IS NOT NULL));
CREATE OR REPLACE TEMP TABLE same_told AS
WITH now AS (
    SELECT customer_key, list((started_at, churned_at, churned, plan, monthly_value) ORDER BY started_at, plan) AS told
    FROM now_told
    WHERE known_on IS NULL
    GROUP BY customer_key
), before AS (
    SELECT
        customer_key, known_on, file_id,
        list((started_at, churned_at, churned, plan, monthly_value) ORDER BY started_at, plan) AS told
    FROM customer_told
    LEFT JOIN ingest_file AS file USING (file_id)
    WHERE known_on <= (SELECT day FROM told_day)
    GROUP BY customer_key, known_on, file_id
    QUALIFY row_number() OVER (PARTITION BY customer_key ORDER BY known_on DESC, any_value(file.file) DESC NULLS LAST) = 1
)
SELECT before.customer_key, before.known_on, before.file_id
FROM before
JOIN now ON now.customer_key = before.customer_key AND now.told IS NOT DISTINCT FROM before.told;
UPDATE customer_told
SET told_until = greatest(customer_told.told_until, (SELECT day FROM told_day))
FROM same_told
WHERE same_told.customer_key = customer_told.customer_key
    AND same_told.known_on = customer_told.known_on
    AND same_told.file_id = customer_told.file_id;
INSERT INTO customer_told BY NAME
SELECT
    now_told.* EXCLUDE (is_newest, held_until) REPLACE (coalesce(now_told.known_on, told_day.day) AS known_on),
    greatest(coalesce(now_told.held_until, told_day.day), coalesce(now_told.known_on, told_day.day)) AS told_until,
    this_file.file_id
FROM now_told
CROSS JOIN told_day
CROSS JOIN this_file
WHERE now_told.customer_key NOT IN (SELECT customer_key FROM same_told)
    AND now_told.customer_key IN (SELECT customer_key FROM customer)
ORDER BY now_told.customer_key, now_told.row_no;
