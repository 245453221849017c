-- One row per active main theme that is mentioned under the filters. Counts, shares and sentiment are under the filters;
-- NPS and change are over all data. Tickets are left out of the sentiment unless there is nothing but tickets.
-- mentions: feedback; share: of the feedback with an opinion; trend: mentions in each of the last 12 weeks.
WITH here AS (
    SELECT *, kind <> 'ticket' OR NOT bool_or(kind <> 'ticket') OVER () AS is_rated
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
),
whole AS (
    SELECT count(DISTINCT feedback_id) AS n, CAST(date_trunc('week', max(created_on)) AS DATE) AS last_week FROM here
),
mention AS (
    SELECT
        belongs.theme_id,
        count(DISTINCT here.feedback_id) AS mentions,
        count(DISTINCT here.customer_id) AS customers,
        count(here.sentiment) FILTER (here.is_rated) AS n_rated,
        avg(here.sentiment) FILTER (here.is_rated) AS sentiment,
        count(*) FILTER (here.is_rated AND here.sentiment_label = 'negative') AS n_negative
    FROM here
    JOIN sentence_theme AS belongs USING (sentence_id)
    GROUP BY belongs.theme_id
),
weekly AS (
    SELECT belongs.theme_id, CAST(date_trunc('week', here.created_on) AS DATE) AS week, count(DISTINCT here.feedback_id) AS n
    FROM here
    JOIN sentence_theme AS belongs USING (sentence_id)
    GROUP BY ALL
),
trend AS (
    SELECT mention.theme_id, list(coalesce(weekly.n, 0) ORDER BY ago.n DESC) AS trend
    FROM mention
    CROSS JOIN whole
    CROSS JOIN (SELECT CAST(unnest(range(12)) AS INTEGER) AS n) AS ago
    LEFT JOIN weekly ON weekly.theme_id = mention.theme_id AND weekly.week = whole.last_week - 7 * ago.n
    GROUP BY mention.theme_id
)
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en, theme.keywords, CAST(theme.first_seen AT TIME ZONE 'UTC' AT TIME ZONE $zone AS DATE) AS first_seen,
    mention.mentions, mention.mentions / whole.n AS share, mention.customers,
    trend.trend,
    mention.n_rated, mention.sentiment, mention.n_negative / nullif(mention.n_rated, 0) AS negative_share,
    nps.n_with, nps.gap, nps.gap_low, nps.gap_high, nps.verdict AS nps_verdict,
    change.ratio, change.verdict AS change_verdict
FROM mention
JOIN theme USING (theme_id)
CROSS JOIN whole
LEFT JOIN trend USING (theme_id)
LEFT JOIN theme_nps AS nps USING (theme_id)
LEFT JOIN theme_change AS change USING (theme_id)
WHERE theme.parent_id IS NULL AND theme.state = 'active' AND NOT theme.is_hidden
ORDER BY mention.mentions DESC, theme.theme_id
