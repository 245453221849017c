-- One row per customer, file and contract: what the files tell of when customers were under contract.
-- Where a table of subscriptions knows a customer, it alone tells; else each customers file does, as it was on its day.
-- Who has no row of either kind is as the customers file has them now.
-- customer_id: the pseudonym
-- known_on: the day of the file; the latest day there is if that is not recorded
-- told_until: the last day on which a file still said the same
-- file, row_no: where it stands
-- started_on, ended_on: when the contract began and ended; null if the file does not say
-- has_left: whether it ended
-- is_told: whether the file tells of anybody that they left; if not, that it has no end means nothing
-- plan, monthly_value: as the file has them
WITH subscribed AS (
    SELECT
        found.customer_key, told.known_on, told.known_on AS told_until, '' AS file, told.row_no,
        told.started_at, told.ended_at, told.ended, true AS is_told, told.plan, told.monthly_value
    FROM subscription AS told
    JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM told.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM told.customer_email
        AND found.account_ref IS NULL
    -- Of several exports of one subscription the newest tells.
    QUALIFY told.subscription_ref IS NULL OR row_number() OVER (
        PARTITION BY told.subscription_ref ORDER BY told.known_on DESC, told.row_no DESC
    ) = 1
),
listed AS (
    SELECT
        told.customer_key, told.known_on, told.told_until, coalesce(file.file, '') AS file, told.row_no,
        told.started_at, told.churned_at, told.churned, told.churned IS NOT NULL, told.plan, told.monthly_value
    FROM customer_told AS told
    LEFT JOIN ingest_file AS file USING (file_id)
    WHERE told.customer_key NOT IN (SELECT customer_key FROM subscribed)
),
known AS (
    FROM subscribed
    UNION ALL
    FROM listed
    UNION ALL
    SELECT
        customer_key, DATE '9999-12-31', DATE '9999-12-31', '', row_no,
        started_at, churned_at, churned, true, plan, monthly_value
    FROM customer
    WHERE customer_key NOT IN (SELECT customer_key FROM subscribed) AND customer_key NOT IN (SELECT customer_key FROM customer_told)
)
SELECT
    number.customer_id, known.known_on, known.told_until, known.file, known.row_no,
    known.started_at AS started_on, known.ended_at AS ended_on,
    known.ended_at IS NOT NULL OR coalesce(known.ended, false) AS has_left,
    known.is_told,
    known.plan, known.monthly_value
FROM known
JOIN customer_number AS number USING (customer_key)
ORDER BY number.customer_id
