-- One row per customer whose pseudonym contains $wanted, in the customers file or not, on one of the chosen plans: what they
-- pay, how much they said and when last, and their risk. n_found is how many there are.
WITH known AS (
    SELECT customer_id FROM customer UNION SELECT customer_id FROM feedback WHERE customer_id IS NOT NULL
),
found AS (
    SELECT known.customer_id, customer.plan, customer.monthly_value, customer.churned_on, customer.churned
    FROM known
    LEFT JOIN customer USING (customer_id)
    WHERE contains(known.customer_id, $wanted)
        AND ($plans IS NULL OR list_contains(CAST($plans AS VARCHAR[]), customer.plan))
),
shown AS (
    SELECT *, count(*) OVER () AS n_found FROM found ORDER BY customer_id LIMIT $size
)
SELECT shown.*, count(feedback.feedback_id) AS n_voices, max(feedback.created_on) AS last_on, any_value(risk.risk) AS risk
FROM shown
LEFT JOIN feedback USING (customer_id)
LEFT JOIN customer_risk AS risk USING (customer_id)
GROUP BY ALL
ORDER BY shown.customer_id
