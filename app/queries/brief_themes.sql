-- One row per active main theme: its mentions in the days from $now_from to $now_to and from $base_from to $base_to, and in
-- each of the last 12 weeks up to $now_to, with its published verdicts; over all data. Counts are null (and the theme is not
-- shown) where fewer than five people stand behind them; an anonymous voice counts as one person.
WITH said AS (
    SELECT
        belongs.theme_id, opinion.feedback_no, opinion.created_on, opinion.customer_no, opinion.person
    FROM kept_belongs AS belongs
    JOIN theme ON theme.theme_id = belongs.theme_id AND theme.parent_id IS NULL AND theme.state = 'active'
    JOIN kept_opinion AS opinion USING (sentence_no)
    WHERE opinion.created_on <= CAST($now_to AS DATE)
),
counted AS (
    SELECT
        theme_id,
        count(DISTINCT feedback_no) FILTER (created_on >= CAST($now_from AS DATE)) AS n,
        count(DISTINCT customer_no) FILTER (created_on >= CAST($now_from AS DATE)) AS customers,
        count(DISTINCT person) FILTER (created_on >= CAST($now_from AS DATE)) AS people,
        count(DISTINCT feedback_no) FILTER (created_on BETWEEN CAST($base_from AS DATE) AND CAST($base_to AS DATE)) AS n_base,
        count(DISTINCT person) FILTER (created_on BETWEEN CAST($base_from AS DATE) AND CAST($base_to AS DATE)) AS people_base
    FROM said
    GROUP BY theme_id
),
weekly AS (
    SELECT theme_id, date_diff('day', created_on, CAST($now_to AS DATE)) // 7 AS ago, count(DISTINCT feedback_no) AS n,
        count(DISTINCT person) AS people
    FROM said
    WHERE created_on > CAST($now_to AS DATE) - 84
    GROUP BY ALL
),
trend AS (
    SELECT counted.theme_id, list(told(coalesce(weekly.n, 0), coalesce(weekly.people, 0)) ORDER BY week.ago DESC) AS trend
    FROM counted
    CROSS JOIN (SELECT CAST(unnest(range(12)) AS BIGINT) AS ago) AS week
    LEFT JOIN weekly ON weekly.theme_id = counted.theme_id AND weekly.ago = week.ago
    GROUP BY counted.theme_id
)
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en,
    CASE WHEN counted.people >= least_people() THEN counted.n END AS n,
    CASE WHEN counted.people >= least_people() AND counted.customers >= least_people() THEN counted.customers END AS customers,
    CASE WHEN counted.people_base >= least_people() OR counted.n_base = 0 THEN counted.n_base END AS n_base,
    CASE WHEN counted.people >= least_people() THEN trend.trend END AS trend,
    change.verdict AS change_verdict, change.since, change.n_recent, change.ratio, change.low AS ratio_low, change.high AS ratio_high,
    change.q_value AS change_q,
    nps.verdict AS nps_verdict, nps.n_with, nps.gap_adjusted AS gap, nps.gap_adjusted_low AS gap_low,
    nps.gap_adjusted_high AS gap_high, nps.q_value AS nps_q,
    churn.verdict AS churn_verdict, churn.n_exposed, churn.hazard_ratio, churn.low AS hazard_low, churn.high AS hazard_high,
    churn.q_value AS churn_q
FROM counted
JOIN theme USING (theme_id)
LEFT JOIN trend USING (theme_id)
LEFT JOIN theme_change AS change USING (theme_id)
LEFT JOIN theme_nps AS nps USING (theme_id)
LEFT JOIN theme_churn AS churn USING (theme_id)
WHERE NOT coalesce(theme.is_hidden, false)
ORDER BY counted.n DESC, theme.theme_id
