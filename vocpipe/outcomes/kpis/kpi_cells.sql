-- One row per month, kind of segment and segment with observations of one KPI: sums, from which the mean and its interval follow.
-- Reads `observed` (customer, customer_id, day, value, per). A segment is that of the day of the observation.
-- month: its first day
-- segment_kind, segment: as in customer_segment; the kind "all" is everybody; segment is null for who was in none of the kind
-- n, per, total, squares: observations, the sums of their `per` and of their values and of the squares of values
-- n_customers: customers whose observations they are
-- pp, pt, tt: over customers, the sums of their sum of `per` squared, times their total, and of the total squared
WITH placed AS (
    SELECT 'all' AS segment_kind, 'all' AS segment, customer, day, value, per FROM observed
    UNION ALL
    SELECT kind.segment_kind, segment.segment, observed.customer, observed.day, observed.value, observed.per
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
        count(*) AS n, sum(per) AS per, sum(value) AS total, sum(value * value) AS squares
    FROM placed
    GROUP BY ALL
)
SELECT
    month, segment_kind, segment,
    CAST(sum(n) AS BIGINT) AS n,
    count(*) AS n_customers,
    sum(per) AS per,
    sum(total) AS total,
    sum(squares) AS squares,
    sum(per * per) AS pp,
    sum(per * total) AS pt,
    sum(total * total) AS tt
FROM by_customer
GROUP BY ALL
ORDER BY month, segment_kind, segment
