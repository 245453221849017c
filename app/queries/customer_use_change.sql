-- One row: days of use in the newest month of all data that is over, and in the month before, of the customer $customer. No row
-- without data on use.
WITH month AS (
    SELECT
        CAST(date_trunc('month', max(last_on) + INTERVAL 1 DAY) - INTERVAL 1 MONTH AS DATE) AS month,
        CAST(date_trunc('month', max(last_on) + INTERVAL 1 DAY) - INTERVAL 2 MONTH AS DATE) AS month_before
    FROM customer_behaviour
    HAVING count(*) > 0
)
SELECT
    month.month, month.month_before, coalesce(used.n_days, 0) AS n_days, coalesce(earlier.n_days, 0) AS n_days_before
FROM month
LEFT JOIN customer_behaviour AS used ON used.customer_id = $customer AND used.month = month.month
LEFT JOIN customer_behaviour AS earlier ON earlier.customer_id = $customer AND earlier.month = month.month_before
