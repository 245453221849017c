-- theme_week: one row per theme and week from the first to the last week with feedback, zero-filled.
-- theme_id: the theme or sub-theme
-- week: the Monday the week begins with, in the workspace's time zone
-- n_sentences: sentences of that week in the theme
-- n_feedback: pieces of feedback of that week that mention it
-- n_customers: customers who mention it that week, as far as the sources tell who they are
-- active_customers: customers known to be under contract in that week; null if there is no customers file
-- Who left on a day that nobody knows counts up to the last day on which a file still had them under contract; who came
-- back, not in between. Of duplicates, all count here, but only the
-- first in theme_change.
-- sentiment: mean sentiment of what the week's sentences in it say of it, -1 to 1, without tickets; null if there are none
WITH mention AS (
    SELECT
        belongs.theme_id,
        CAST(date_trunc('week', raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE getvariable('timezone')) AS DATE) AS week,
        sentence.feedback_id,
        who.customer_id,
        CASE WHEN raw.kind <> 'ticket' THEN coalesce(part.sentiment, feeling.sentiment) END AS sentiment
    FROM sentence_theme AS belongs
    JOIN sentence USING (sentence_id)
    JOIN feedback_raw AS raw USING (feedback_id)
    LEFT JOIN feedback_customer AS who USING (feedback_id)
    LEFT JOIN sentence_sentiment AS feeling ON feeling.sentence_id = sentence.sentence_id
    LEFT JOIN sentence_aspect AS part ON part.sentence_id = sentence.sentence_id AND part.is_main
    WHERE raw.created_at IS NOT NULL
),
weeks AS (
    SELECT CAST(unnest(generate_series(min(week), max(week), INTERVAL 7 DAY)) AS DATE) AS week FROM mention
),
exposure AS (
    SELECT weeks.week, count(DISTINCT spell.customer_id) AS active_customers
    FROM weeks
    JOIN customer_spell AS spell
        ON coalesce(spell.started_on, spell.known_from, DATE '1900-01-01') < weeks.week + 7
        AND coalesce(spell.ended_on, CASE WHEN spell.has_left THEN spell.last_known_on ELSE DATE '9999-12-31' END) >= weeks.week
    GROUP BY ALL
)
SELECT
    theme.theme_id,
    weeks.week,
    count(mention.theme_id) AS n_sentences,
    count(DISTINCT mention.feedback_id) AS n_feedback,
    count(DISTINCT mention.customer_id) AS n_customers,
    any_value(exposure.active_customers) AS active_customers,
    avg(CAST(mention.sentiment AS DECIMAL(6, 4))) AS sentiment
FROM theme
CROSS JOIN weeks
LEFT JOIN mention ON mention.theme_id = theme.theme_id AND mention.week = weeks.week
LEFT JOIN exposure ON exposure.week = weeks.week
GROUP BY theme.theme_id, weeks.week
ORDER BY theme.theme_id, weeks.week
