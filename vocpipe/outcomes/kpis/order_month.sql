-- One row per customer and whole month that they began without having lapsed, after an order before it, as far as orders are known.
-- The first months are left out in which customers may have ordered before all that is known, and not have lapsed.
-- Reads customer_order and lapse_rule.
-- customer_id: pseudonym
-- month: its first day
-- has_lapsed: whether they lapsed in it
-- amount: what they ordered for in it, in the currency of most orders; null if no order is known to have an amount in it
WITH known AS (
    SELECT first_on + days AS first_on, until_on FROM lapse_rule WHERE days IS NOT NULL
),
month AS (
    SELECT CAST(start.month AS DATE) AS month, CAST(start.month + INTERVAL 1 MONTH AS DATE) AS next_month
    FROM known
    CROSS JOIN unnest(generate_series(
        date_trunc('month', known.first_on - 1) + INTERVAL 1 MONTH, known.until_on - INTERVAL 1 MONTH, INTERVAL 1 MONTH
    )) AS start (month)
),
priced AS (
    SELECT count(amount) > 0 AS is_any FROM customer_order
),
held AS (
    SELECT bought.customer_id, month.month, month.next_month, bought.next_on, bought.ordered_on + bought.lapse_days AS lapses_on
    FROM customer_order AS bought
    JOIN month
        ON bought.ordered_on < month.month
        AND coalesce(bought.next_on >= month.month, true)
        AND bought.ordered_on + bought.lapse_days >= month.month
),
spent AS (
    SELECT customer_id, CAST(date_trunc('month', ordered_on) AS DATE) AS month, sum(amount) AS amount
    FROM customer_order
    GROUP BY ALL
)
SELECT
    held.customer_id, held.month,
    held.lapses_on < held.next_month AND coalesce(held.next_on > held.lapses_on, true) AS has_lapsed,
    CASE WHEN priced.is_any THEN coalesce(spent.amount, 0.0) END AS amount
FROM held
CROSS JOIN priced
LEFT JOIN spent USING (customer_id, month)
ORDER BY held.customer_id, held.month
