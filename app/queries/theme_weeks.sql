-- One row per week from the first to the last with feedback under the filters, zero-filled. Counts are null where one to four
-- people stand behind them, or where such a week would follow from the rest (is_few, is_few_before: whether they are). The
-- sentiment is the mean over that week and the three before it, without tickets; null below five people. year_ago: mentions
-- 52 weeks before, under the same filters but for the period; null where the feedback does not reach back that far.
WITH wide AS (
    SELECT *, CAST(date_trunc('week', created_on) AS DATE) AS week
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, CAST($since AS DATE) - 370, $until) AS opinion
    WHERE created_on IS NOT NULL
),
here AS (
    FROM wide WHERE $since IS NULL OR created_on >= CAST($since AS DATE)
),
weeks AS (
    SELECT CAST(unnest(generate_series(min(week), max(week), INTERVAL 7 DAY)) AS DATE) AS week FROM here
),
themed AS (
    FROM wide JOIN in_theme($theme) AS belongs USING (sentence_no)
),
before AS (
    SELECT week + 364 AS week, count(DISTINCT feedback_no) AS mentions, count(DISTINCT person) AS people FROM themed GROUP BY ALL
),
mention AS (
    SELECT week, count(DISTINCT feedback_no) AS mentions, count(DISTINCT person) AS people
    FROM themed
    WHERE $since IS NULL OR created_on >= CAST($since AS DATE)
    GROUP BY week
),
ranked AS (
    SELECT
        *,
        min(people) OVER () AS least,
        coalesce(sum(people) OVER (ORDER BY people, week ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS below
    FROM mention
),
shown AS (
    SELECT week, mentions, is_told(people, least, below) AS is_shown FROM ranked
),
feeling AS (
    SELECT weeks.week, avg(themed.of_theme) AS sentiment
    FROM weeks
    JOIN themed ON themed.week BETWEEN weeks.week - 21 AND weeks.week
    WHERE themed.kind <> 'ticket' AND themed.of_theme IS NOT NULL AND ($since IS NULL OR created_on >= CAST($since AS DATE))
    GROUP BY weeks.week
    HAVING count(DISTINCT themed.person) >= least_people()
)
SELECT
    weeks.week,
    CASE WHEN coalesce(shown.is_shown, true) THEN coalesce(shown.mentions, 0) END AS mentions,
    NOT coalesce(shown.is_shown, true) AS is_few,
    CASE WHEN weeks.week - 364 >= (SELECT min(week) FROM wide)
        THEN told(coalesce(before.mentions, 0), coalesce(before.people, 0)) END AS year_ago,
    coalesce(before.people BETWEEN 1 AND least_people() - 1, false)
        AND weeks.week - 364 >= (SELECT min(week) FROM wide) AS is_few_before,
    feeling.sentiment
FROM weeks
LEFT JOIN shown USING (week)
LEFT JOIN before USING (week)
LEFT JOIN feeling USING (week)
ORDER BY weeks.week
