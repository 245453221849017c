-- Grain: one row per customer, spell with a known start and day on which a stage of the lifecycle begins.
-- Columns: customer_id, segment_kind, day (the segment holds from then on), segment.
-- Parameters: as_of, onboarding (days), contract (months; 0: no renewals), renewal (days).
WITH started AS (
    -- The stages of a spell end with the next one.
    SELECT
        customer_id,
        started_on AS day,
        coalesce(
            lead(coalesce(started_on, known_from)) OVER (PARTITION BY customer_id ORDER BY spell),
            DATE '9999-12-31'
        ) AS next_on
    FROM customer_spell
),
ended AS (
    -- The days on which a contract ends and the next one begins, up to the first that lies in the future.
    SELECT
        started.customer_id,
        started.next_on,
        started.day + $onboarding::INTEGER AS settled,
        (started.day + to_months(CAST(number * $contract AS INTEGER)))::DATE AS day
    FROM started
    CROSS JOIN generate_series(1, 1200) AS series (number)
    WHERE $contract > 0 AND number * $contract <= date_diff('month', started.day, $as_of::DATE) + 2 * $contract
),
stage AS (
    SELECT customer_id, next_on, day, 'onboarding' AS segment FROM started WHERE $onboarding > 0
    UNION ALL
    SELECT customer_id, next_on, day + $onboarding::INTEGER, 'established' FROM started
    UNION ALL
    SELECT customer_id, next_on, day - $renewal::INTEGER, 'renewal'
    FROM ended
    WHERE day - $renewal::INTEGER > settled AND $renewal > 0
    UNION ALL
    SELECT customer_id, next_on, day, 'established' FROM ended WHERE day > settled
)
SELECT customer_id, 'lifecycle' AS segment_kind, day, segment FROM stage WHERE day < next_on
UNION ALL
-- Of a spell whose start is unknown no stage is.
SELECT customer_id, 'lifecycle', known_from, NULL FROM customer_spell WHERE known_from IS NOT NULL
