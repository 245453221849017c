-- One row per action that was not dropped or undone: how long it took, and who raised its theme again.
-- Parameters: timezone (of the days).
-- first_said_on: the theme's first mention, if the data begin at least four weeks before; else its age is not known
-- decided_on: the day of the record; null if it was recorded only once customers could notice it
-- since_on: when customers were told, else when it was done; null if it is not done
-- n_raised, n_heard, n_raised_again: customers
WITH standing AS (
    SELECT
        action_id,
        theme_id,
        CAST(created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS recorded_on,
        CASE WHEN status IN ('done', 'told') THEN done_on END AS shipped_on,
        CASE WHEN status IN ('done', 'told') THEN coalesce(CAST(told_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE), done_on) END AS since_on
    FROM action
    WHERE status NOT IN ('dropped', 'undone')
),
said AS (
    SELECT feedback_id, customer_key, CAST(created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS said_on
    FROM feedback_raw
    LEFT JOIN feedback_customer USING (feedback_id)
    WHERE deleted_at IS NULL AND created_at IS NOT NULL
),
mention AS (
    SELECT DISTINCT theme_id, feedback_id
    FROM sentence_theme
    JOIN sentence USING (sentence_id)
),
raising AS (
    SELECT
        action_id,
        customer_key,
        bool_or(said_on < since_on) AS before,
        bool_or(said_on >= since_on) AS after
    FROM standing
    JOIN mention USING (theme_id)
    JOIN said USING (feedback_id)
    WHERE customer_key IS NOT NULL
    GROUP BY ALL
),
counted AS (
    SELECT
        action_id,
        count(*) AS n_raised,
        count(*) FILTER (WHERE newest.said_on >= since_on) AS n_heard,
        count(*) FILTER (WHERE after) AS n_raised_again
    FROM raising
    JOIN standing USING (action_id)
    JOIN (SELECT customer_key, max(said_on) AS said_on FROM said GROUP BY ALL) AS newest USING (customer_key)
    WHERE before
    GROUP BY ALL
),
first AS (
    SELECT theme_id, min(said_on) AS said_on
    FROM mention
    JOIN said USING (feedback_id)
    GROUP BY ALL
    HAVING min(said_on) >= (SELECT min(said_on) + 28 FROM said)
)
SELECT
    action_id,
    first.said_on AS first_said_on,
    CASE WHEN shipped_on IS NULL OR recorded_on <= shipped_on THEN recorded_on END AS decided_on,
    shipped_on,
    since_on,
    CASE WHEN since_on IS NOT NULL THEN coalesce(n_raised, 0) END AS n_raised,
    CASE WHEN since_on IS NOT NULL THEN coalesce(n_heard, 0) END AS n_heard,
    CASE WHEN since_on IS NOT NULL THEN coalesce(n_raised_again, 0) END AS n_raised_again
FROM standing
LEFT JOIN first USING (theme_id)
LEFT JOIN counted USING (action_id)
ORDER BY action_id
