-- One row per action whose effect is measured and customer who gave NPS answers both before and after it.
-- Reads nps_answer: the rows of answers.sql with score_type nps. Parameters: weeks (to each side), timezone (of the days).
-- action_id: the action
-- customer: who answered
-- before, after: mean of 1 per promoter, -1 per detractor, on each side
-- raised: whether the customer mentioned the theme in the weeks before
WITH standing AS (
    SELECT action_id, theme_id, done_on, CAST(7 * $weeks AS INTEGER) AS days
    FROM action
    WHERE status NOT IN ('dropped', 'undone')
),
valued AS (
    SELECT
        customer,
        CAST(created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS said_on,
        nps_value(score) AS value
    FROM nps_answer
    WHERE customer_id IS NOT NULL AND created_at IS NOT NULL
),
both_sides AS (
    SELECT
        standing.action_id,
        valued.customer,
        avg(value) FILTER (WHERE said_on < done_on) AS before,
        avg(value) FILTER (WHERE said_on >= done_on) AS after
    FROM standing
    JOIN valued ON said_on >= done_on - days AND said_on < done_on + days
    GROUP BY ALL
    HAVING before IS NOT NULL AND after IS NOT NULL
),
raising AS (
    SELECT DISTINCT standing.action_id, 'customer ' || who.customer_key AS customer
    FROM standing
    JOIN sentence_theme AS belongs USING (theme_id)
    JOIN sentence USING (sentence_id)
    JOIN feedback_raw AS raw USING (feedback_id)
    JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.deleted_at IS NULL
        AND CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) >= done_on - days
        AND CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) < done_on
)
SELECT both_sides.action_id, both_sides.customer, both_sides.before, both_sides.after, raising.customer IS NOT NULL AS raised
FROM both_sides
LEFT JOIN raising USING (action_id, customer)
ORDER BY both_sides.action_id, both_sides.customer
