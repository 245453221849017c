-- One row per kind of score and score: how many of the customers who gave it have left, in whatever order.
-- score_type: nps, csat, ces or stars
-- score: the customer's last one of that kind
-- n_customers: customers of the customers file who gave it
-- n_churned: those of them who have left
WITH given AS (
    SELECT raw.score_type, who.customer_key, raw.score
    FROM feedback_raw AS raw
    JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.score_type IS NOT NULL AND raw.score IS NOT NULL AND raw.deleted_at IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY raw.score_type, who.customer_key ORDER BY raw.created_at DESC NULLS LAST, raw.feedback_id DESC
    ) = 1
)
SELECT
    given.score_type,
    given.score,
    count(*) AS n_customers,
    count(*) FILTER (WHERE customer.churned_at IS NOT NULL OR customer.churned) AS n_churned
FROM given
JOIN customer USING (customer_key)
WHERE EXISTS (FROM customer AS any_one WHERE any_one.churned_at IS NOT NULL OR any_one.churned IS NOT NULL)
GROUP BY ALL
ORDER BY given.score_type, given.score
