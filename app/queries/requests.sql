-- One row per active main theme under the filters with at least five customers who ask for something in it (sentences with
-- the intent request): each customer counts once. monthly_value: what those pay who have not left; null below five of them.
-- plans: customers per plan, without those of fewer than five, or from which those would follow.
WITH asked AS (
    SELECT DISTINCT belongs.theme_id, opinion.customer_id, opinion.plan
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN kept_belongs AS belongs USING (sentence_no)
    WHERE opinion.intent = 'request' AND opinion.customer_id IS NOT NULL
),
worth AS (
    SELECT
        asked.theme_id,
        count(*) AS customers,
        count(customer.monthly_value) AS n_paying,
        sum(customer.monthly_value) AS monthly_value
    FROM asked
    LEFT JOIN customer ON customer.customer_id = asked.customer_id AND customer.churned_on IS NULL AND NOT coalesce(customer.churned, false)
    GROUP BY ALL
),
ranked AS (
    SELECT
        *,
        min(n) OVER (PARTITION BY theme_id) AS least,
        coalesce(sum(n) OVER (PARTITION BY theme_id ORDER BY n, plan ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS below
    FROM (SELECT theme_id, plan, count(*) AS n FROM asked GROUP BY ALL)
),
by_plan AS (
    SELECT theme_id, list({'plan': plan, 'n': n} ORDER BY n DESC, plan) AS plans
    FROM ranked
    WHERE plan IS NOT NULL AND is_told(n, least, below)
    GROUP BY theme_id
)
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en, theme.cause, worth.customers,
    CASE WHEN worth.n_paying >= least_people() THEN worth.monthly_value END AS monthly_value,
    by_plan.plans
FROM worth
JOIN theme USING (theme_id)
LEFT JOIN by_plan USING (theme_id)
WHERE worth.customers >= least_people() AND theme.parent_id IS NULL AND theme.state = 'active' AND NOT coalesce(theme.is_hidden, false)
ORDER BY monthly_value DESC NULLS LAST, worth.customers DESC, theme.theme_id
