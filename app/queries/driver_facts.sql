-- One row: the outcomes available, over all data, and how much of the feedback could be joined to the customers file.
SELECT
    (SELECT count(*) FROM customer) AS n_customers,
    (SELECT count(*) FROM customer WHERE churned OR churned_on IS NOT NULL) AS n_churned,
    (SELECT count(*) FROM customer WHERE churned_on IS NOT NULL) AS n_dated,
    count(*) FILTER (feedback.customer_id IS NOT NULL) AS n_named,
    count(*) FILTER (customer.customer_id IS NOT NULL) AS n_joined,
    count(DISTINCT customer.customer_id) AS n_heard,
    count(*) FILTER (feedback.created_at IS NULL) AS n_undated,
    count(*) AS n_feedback,
    count(*) FILTER (feedback.score_type = 'nps' AND feedback.score IS NOT NULL) AS n_nps,
    count(*) FILTER (feedback.score_type = 'nps' AND feedback.score IS NOT NULL AND feedback.text IS NOT NULL) AS n_nps_with_text
FROM feedback
LEFT JOIN customer USING (customer_id)
