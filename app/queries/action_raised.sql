-- One row per theme of $themes and plan (null: all customers together): the customers who raise it, over all data. n is
-- null where fewer than five stand behind it; further plans are hidden, the smallest first, until those hidden are five
-- together, so that no small number follows from the rest. Customers without a plan count as a plan that is never shown.
WITH who AS (
    SELECT DISTINCT belongs.theme_id, feedback.customer_id, coalesce(customer.plan, '') AS plan
    FROM sentence_theme AS belongs
    JOIN sentence USING (sentence_id)
    JOIN feedback USING (feedback_id)
    LEFT JOIN customer USING (customer_id)
    WHERE list_contains(CAST($themes AS VARCHAR[]), belongs.theme_id) AND feedback.customer_id IS NOT NULL
),
cell AS (
    SELECT theme_id, plan, count(*) AS n FROM who GROUP BY ALL
),
ranked AS (
    SELECT
        *,
        min(n) OVER (PARTITION BY theme_id) AS least,
        coalesce(sum(n) OVER (PARTITION BY theme_id ORDER BY n, plan ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS below
    FROM cell
)
SELECT theme_id, NULL AS plan, CASE WHEN count(*) >= least_people() THEN count(*) END AS n FROM who GROUP BY theme_id
UNION ALL
SELECT theme_id, plan, CASE WHEN is_told(n, least, below) THEN n END AS n FROM ranked WHERE plan <> ''
ORDER BY theme_id, plan NULLS FIRST
