-- One row: what is known about leaving.
-- customers: customers of the customers file
-- left: those who have left
-- dated: of those, customers whose day of leaving is known
-- watched: customers with a month at risk
-- left_watched: of those, customers who left in such a month
SELECT
    count(*) AS customers,
    count(*) FILTER (WHERE churned_at IS NOT NULL OR churned) AS left,
    count(churned_at) AS dated,
    (SELECT count(DISTINCT customer_id) FROM customer_month) AS watched,
    (SELECT count(*) FROM customer_month WHERE churned) AS left_watched
FROM customer
