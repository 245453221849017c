-- One row per customer and day with orders.
-- Parameters: timezone.
-- customer_id: pseudonym
-- ordered_on: the day, in $timezone
-- n_orders: orders of that day
-- amount: their sum in the currency of most orders; null if none has an amount in it
-- place: the customer's days with orders in the order of time, from 1
-- next_on: the next one; null if there is none
-- n_gaps: days with orders before this one
-- usual_days: median of the days between any two of them in a row, up to this one; null for the first
WITH main AS (
    SELECT currency FROM purchase_order GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1
),
day AS (
    SELECT
        customer_id, CAST(ordered_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS ordered_on,
        count(*) AS n_orders,
        sum(amount) FILTER (WHERE currency IS NOT DISTINCT FROM (SELECT currency FROM main)) AS amount
    FROM purchase_order
    WHERE customer_id IS NOT NULL
    GROUP BY ALL
),
placed AS (
    SELECT
        *,
        row_number() OVER theirs AS place,
        lead(ordered_on) OVER theirs AS next_on,
        ordered_on - lag(ordered_on) OVER theirs AS gap
    FROM day
    WINDOW theirs AS (PARTITION BY customer_id ORDER BY ordered_on)
)
SELECT
    customer_id, ordered_on, n_orders, amount, CAST(place AS INTEGER) AS place, next_on,
    count(gap) OVER so_far AS n_gaps,
    CAST(median(gap) OVER so_far AS DOUBLE) AS usual_days
FROM placed
WINDOW so_far AS (PARTITION BY customer_id ORDER BY ordered_on ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
ORDER BY customer_id, ordered_on
