-- One row per customer and two levels of its people that disagree, on one of the chosen plans: what they pay, by value. n_tested
-- is how many customers could be told of; one row without a customer if none disagrees, and none without any people.
WITH tested AS (
    SELECT count(DISTINCT customer_id) FILTER (WHERE p_value IS NOT NULL) AS n_tested, count(DISTINCT customer_id) AS n_accounts
    FROM account_gap
),
found AS (
    SELECT gap.customer_id, gap.measure, gap.level, gap.other_level, gap.verdict, gap.reason_en, gap.reason_ja, customer.monthly_value
    FROM account_gap AS gap
    LEFT JOIN customer USING (customer_id)
    WHERE gap.verdict <> 'cannot tell' AND ($plans IS NULL OR list_contains(CAST($plans AS VARCHAR[]), customer.plan))
)
SELECT tested.n_tested, tested.n_accounts, found.*
FROM tested
LEFT JOIN found ON true
WHERE tested.n_accounts > 0
ORDER BY found.monthly_value DESC NULLS LAST, found.customer_id, found.measure, found.level, found.other_level
