-- Grain: one row per customer with a known start and day on which a stage of the lifecycle begins.
-- Columns: customer_id, segment_kind, day (the segment holds from then on), segment.
-- Parameters: as_of, onboarding (days), contract (months; 0: no renewals), renewal (days).
WITH started AS (
    SELECT number.customer_id, customer.started_at AS day
    FROM customer
    JOIN customer_number AS number USING (customer_key)
    WHERE customer.started_at IS NOT NULL
),
ended AS (
    -- The days on which a contract ends and the next one begins, up to the first that lies in the future.
    SELECT
        started.customer_id,
        started.day + $onboarding::INTEGER AS settled,
        (started.day + to_months(CAST(number * $contract AS INTEGER)))::DATE AS day
    FROM started
    CROSS JOIN generate_series(1, 1200) AS series (number)
    WHERE $contract > 0 AND number * $contract <= date_diff('month', started.day, $as_of::DATE) + 2 * $contract
)
SELECT customer_id, 'lifecycle' AS segment_kind, day, 'onboarding' AS segment FROM started WHERE $onboarding > 0
UNION ALL
SELECT customer_id, 'lifecycle', day + $onboarding::INTEGER, 'established' FROM started
UNION ALL
SELECT customer_id, 'lifecycle', day - $renewal::INTEGER, 'renewal' FROM ended WHERE day - $renewal::INTEGER > settled AND $renewal > 0
UNION ALL
SELECT customer_id, 'lifecycle', day, 'established' FROM ended WHERE day > settled
