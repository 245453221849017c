-- One row per theme: the NPS of all answers minus the NPS of those that don't mention it, as common in dashboards.
-- theme_id: the theme
-- impact: in NPS points; null if no answer mentions it
WITH answer AS (
    SELECT feedback_id, nps_value(score) AS value
    FROM feedback_raw
    WHERE score IS NOT NULL
),
whole AS (
    SELECT count(*) AS n, sum(value) AS total FROM answer
),
mentioned AS (
    SELECT belongs.theme_id, count(*) AS n, sum(answer.value) AS total
    FROM answer
    JOIN sentence USING (feedback_id)
    JOIN sentence_theme AS belongs USING (sentence_id)
    GROUP BY ALL
)
SELECT
    theme.theme_id,
    CAST(100 * (whole.total / whole.n - (whole.total - mentioned.total) / (whole.n - mentioned.n)) AS DOUBLE) AS impact
FROM theme
CROSS JOIN whole
LEFT JOIN mentioned USING (theme_id)
ORDER BY theme.theme_id
