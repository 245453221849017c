-- One row per main theme that is not retired and week, with zeros, over the weeks up to the newest one with feedback.
-- Reads `said` (the rows of said_weeks.sql). Parameter: weeks (how many).
-- theme_id: the theme
-- week: the Monday the week begins with
-- n_mentions: pieces of feedback of that week that mention it
-- n_said: all pieces of feedback of that week
-- first_week: the week the theme was first mentioned, ever; null if never
WITH mention AS (
    SELECT DISTINCT belongs.theme_id, said.feedback_id, said.week
    FROM said
    JOIN sentence USING (feedback_id)
    JOIN sentence_theme AS belongs USING (sentence_id)
),
newest AS (
    SELECT max(week) AS week FROM said
),
weeks AS (
    SELECT newest.week - CAST(7 * back.weeks AS INTEGER) AS week
    FROM newest
    CROSS JOIN generate_series(0, $weeks - 1) AS back (weeks)
    WHERE newest.week IS NOT NULL
),
weekly AS (
    SELECT theme_id, week, count(*) AS n_mentions FROM mention GROUP BY ALL
),
exposure AS (
    SELECT week, count(*) AS n_said FROM said GROUP BY ALL
),
first AS (
    SELECT theme_id, min(week) AS first_week FROM mention GROUP BY ALL
)
SELECT
    theme.theme_id,
    weeks.week,
    coalesce(weekly.n_mentions, 0) AS n_mentions,
    coalesce(exposure.n_said, 0) AS n_said,
    first.first_week
FROM theme
CROSS JOIN weeks
LEFT JOIN weekly ON weekly.theme_id = theme.theme_id AND weekly.week = weeks.week
LEFT JOIN exposure ON exposure.week = weeks.week
LEFT JOIN first ON first.theme_id = theme.theme_id
WHERE theme.parent_id IS NULL AND theme.state <> 'retired'
ORDER BY theme.theme_id, weeks.week
