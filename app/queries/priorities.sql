-- One row per active main theme under the filters that at least five people complain about: the four factors, 0 to 1 each.
-- A complaint is a sentence with the intent complaint or cancellation; an anonymous voice counts as one person.
-- reach: people who complain, of the theme with the most. severity: share of the theme's sentences that are negative, half
-- the way closer to 1 for each published verdict that ties the theme to churn or to a lower NPS. value: what the customers
-- who complain and have not left pay a month, of all that is paid; null below five such customers. confidence:
-- customers / (customers + 10), where fewer than five count as four, half if no verdict on churn or NPS is clear, half if the theme may be mixed.
WITH here AS (
    SELECT opinion.* REPLACE (belongs.sentiment_label AS sentiment_label), belongs.theme_id
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN kept_belongs AS belongs USING (sentence_no)
    JOIN theme ON theme.theme_id = belongs.theme_id AND theme.parent_id IS NULL AND theme.state = 'active'
),
counted AS (
    SELECT
        theme_id,
        count(DISTINCT person) FILTER (intent IN ('complaint', 'cancellation')) AS people,
        count(DISTINCT customer_no) FILTER (intent IN ('complaint', 'cancellation')) AS customers,
        count(DISTINCT feedback_no) FILTER (intent IN ('complaint', 'cancellation')) AS mentions,
        count(*) FILTER (sentiment_label = 'negative') / nullif(count(sentiment_label), 0) AS negative
    FROM here
    GROUP BY theme_id
),
paying AS (
    SELECT customer_id, monthly_value FROM customer
    WHERE churned_on IS NULL AND NOT coalesce(churned, false) AND monthly_value IS NOT NULL
),
worth AS (
    SELECT theme_id, sum(monthly_value) AS monthly_value, count(*) AS n_paying
    FROM (SELECT DISTINCT theme_id, customer_id FROM here WHERE intent IN ('complaint', 'cancellation'))
    JOIN paying USING (customer_id)
    GROUP BY theme_id
)
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en, theme.cohesion, theme.cause,
    counted.people, counted.mentions, counted.negative,
    CASE WHEN counted.customers >= least_people() THEN counted.customers END AS customers,
    CASE WHEN worth.n_paying >= least_people() THEN worth.monthly_value END AS monthly_value,
    churn.verdict AS churn_verdict, nps.verdict AS nps_verdict,
    counted.people / max(counted.people) OVER () AS reach,
    1 - (1 - coalesce(counted.negative, 0))
        * CASE WHEN churn.verdict = 'raises' THEN 0.5 ELSE 1 END
        * CASE WHEN nps.verdict = 'lowers' THEN 0.5 ELSE 1 END AS severity,
    CASE WHEN worth.n_paying >= least_people() THEN worth.monthly_value / nullif((SELECT sum(monthly_value) FROM paying), 0) END AS value,
    greatest(counted.customers, least_people() - 1) / (greatest(counted.customers, least_people() - 1) + 10)
        * CASE WHEN coalesce(churn.verdict, 'cannot tell') = 'cannot tell' AND coalesce(nps.verdict, 'cannot tell') = 'cannot tell' THEN 0.5 ELSE 1 END
        * CASE WHEN theme.cohesion < least_cohesion() THEN 0.5 ELSE 1 END AS confidence,
    (SELECT count(*) FROM counted WHERE people > 0 AND people < least_people()) AS n_small
FROM counted
JOIN theme USING (theme_id)
LEFT JOIN worth USING (theme_id)
LEFT JOIN theme_churn AS churn USING (theme_id)
LEFT JOIN theme_nps AS nps USING (theme_id)
WHERE counted.people >= least_people() AND NOT coalesce(theme.is_hidden, false)
ORDER BY counted.people DESC, theme.theme_id
