-- One row per active main theme that at least five people mention under the filters; n_few: how many themes fewer do. Counts and sentiment are under the filters; NPS, churn
-- and change are over all data. Tickets are left out of the sentiment unless there is nothing but tickets. Figures of fewer
-- than five customers are null; an anonymous voice counts as one person. trend: mentions in each of the last 12 weeks,
-- null where one to four people stand behind them.
WITH here AS (
    SELECT
        sentence_no, feedback_no, customer_no, person, kind,
        CAST(date_trunc('week', created_on) AS DATE) AS week
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
),
whole AS (
    SELECT count(DISTINCT feedback_no) AS n, max(week) AS last_week, NOT bool_or(kind <> 'ticket') AS only_tickets FROM here
),
themed AS (
    SELECT
        belongs.theme_id, belongs.sentiment_label, here.* EXCLUDE (kind, sentence_no),
        belongs.sentiment_label IS NOT NULL AND (kind <> 'ticket' OR whole.only_tickets) AS is_rated
    FROM here
    JOIN kept_belongs AS belongs USING (sentence_no)
    JOIN theme ON theme.theme_id = belongs.theme_id AND theme.parent_id IS NULL AND theme.state = 'active' AND NOT theme.is_hidden
    CROSS JOIN whole
),
mention AS (
    SELECT
        theme_id,
        count(DISTINCT person) AS people,
        count(DISTINCT feedback_no) AS mentions,
        count(DISTINCT customer_no) AS customers,
        count(*) FILTER (is_rated) AS n_rated,
        count(DISTINCT person) FILTER (is_rated) AS n_rated_people,
        count(*) FILTER (is_rated AND sentiment_label = 'negative') AS n_negative,
        count(*) FILTER (is_rated AND sentiment_label = 'positive') AS n_positive
    FROM themed
    GROUP BY theme_id
),
weekly AS (
    SELECT theme_id, week, count(DISTINCT feedback_no) AS n, count(DISTINCT person) AS people
    FROM themed
    WHERE week > (SELECT last_week FROM whole) - 7 * 12
    GROUP BY ALL
),
trend AS (
    SELECT mention.theme_id, list(told(coalesce(weekly.n, 0), coalesce(weekly.people, 0)) ORDER BY ago.n DESC) AS trend
    FROM mention
    CROSS JOIN whole
    CROSS JOIN (SELECT CAST(unnest(range(12)) AS INTEGER) AS n) AS ago
    LEFT JOIN weekly ON weekly.theme_id = mention.theme_id AND weekly.week = whole.last_week - 7 * ago.n
    GROUP BY mention.theme_id
)
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en, theme.keywords,
    mention.mentions,
    mention.mentions / whole.n AS share,
    CASE WHEN mention.customers >= least_people() THEN mention.customers END AS customers,
    trend.trend,
    CASE WHEN mention.n_rated_people >= least_people() THEN mention.n_negative / mention.n_rated END AS negative,
    CASE WHEN mention.n_rated_people >= least_people() THEN mention.n_positive / mention.n_rated END AS positive,
    nps.gap_adjusted AS gap, nps.verdict AS nps_verdict,
    churn.hazard_ratio, churn.verdict AS churn_verdict,
    change.ratio, change.verdict AS change_verdict,
    count(*) FILTER (mention.people < least_people()) OVER () AS n_few
FROM mention
JOIN theme USING (theme_id)
CROSS JOIN whole
LEFT JOIN trend USING (theme_id)
LEFT JOIN theme_nps AS nps USING (theme_id)
LEFT JOIN theme_churn AS churn USING (theme_id)
LEFT JOIN theme_change AS change USING (theme_id)
QUALIFY mention.people >= least_people()
ORDER BY mention.mentions DESC, theme.theme_id
