-- One row: what is known about leaving.
-- customers: customers of whom it is known whether they are under contract
-- left: those who have left, be it that they came back
-- dated: of those, customers of whom a day of leaving is known
-- watched: customers with a month at risk
-- left_watched: of those, customers who left in such a month
SELECT
    count(DISTINCT customer_id) AS customers,
    count(DISTINCT customer_id) FILTER (WHERE has_left) AS left,
    count(DISTINCT customer_id) FILTER (WHERE ended_on IS NOT NULL) AS dated,
    (SELECT count(DISTINCT customer_id) FROM customer_month) AS watched,
    (SELECT count(DISTINCT customer_id) FROM customer_month WHERE churned) AS left_watched
FROM customer_spell
