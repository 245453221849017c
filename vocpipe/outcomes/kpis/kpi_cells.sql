-- One row per month, kind of segment and segment with observations of one KPI: sums, from which the mean and its interval follow.
-- Reads `observed` (customer, customer_id, day, value). A segment is that of the day of the observation.
-- month: its first day
-- segment_kind, segment: as in customer_segment; the kind "all" is everybody; segment is null for who was in none of the kind
-- n, total, squares: observations, the sum of their values and of its squares
-- n_customers: customers whose observations they are
-- nn, nt, tt: over customers, the sums of their number of observations squared, times their total, and of the total squared
WITH placed AS (
    SELECT 'all' AS segment_kind, 'all' AS segment, customer, day, value FROM observed
    UNION ALL
    SELECT kind.segment_kind, segment.segment, observed.customer, observed.day, observed.value
    FROM observed
    CROSS JOIN (SELECT DISTINCT segment_kind FROM customer_segment) AS kind
    LEFT JOIN customer_segment AS segment
        ON segment.customer_id = observed.customer_id
        AND segment.segment_kind = kind.segment_kind
        AND segment.valid_from <= observed.day
        AND coalesce(segment.valid_to > observed.day, true)
),
by_customer AS (
    SELECT
        CAST(date_trunc('month', day) AS DATE) AS month, segment_kind, segment, customer,
        count(*) AS n, sum(value) AS total, sum(value * value) AS squares
    FROM placed
    GROUP BY ALL
)
SELECT
    month, segment_kind, segment,
    CAST(sum(n) AS BIGINT) AS n,
    count(*) AS n_customers,
    sum(total) AS total,
    sum(squares) AS squares,
    CAST(sum(n * n) AS DOUBLE) AS nn,
    sum(n * total) AS nt,
    sum(total * total) AS tt
FROM by_customer
GROUP BY ALL
ORDER BY month, segment_kind, segment
