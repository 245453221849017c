-- One row per main theme that is not retired and week, with zeros, over the weeks up to the newest one with feedback.
-- Parameters: timezone (the weeks'), weeks (how many).
-- theme_id: the theme
-- week: the Monday the week begins with
-- n_mentions: pieces of feedback of that week that mention it
-- n_said: all pieces of feedback of that week
-- first_week: the week the theme was first mentioned, ever; null if never
WITH said AS (
    SELECT
        raw.feedback_id,
        CAST(date_trunc('week', raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone) AS DATE) AS week
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    LEFT JOIN duplicate USING (feedback_id)
    LEFT JOIN feedback_raw AS original ON original.feedback_id = duplicate.duplicate_of
    WHERE raw.deleted_at IS NULL
        AND raw.created_at IS NOT NULL
        AND trim(clean.text) <> ''
        -- Of duplicates only the first counts, unless it was deleted or has no date.
        AND (original.feedback_id IS NULL OR original.deleted_at IS NOT NULL OR original.created_at IS NULL)
),
mention AS (
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
