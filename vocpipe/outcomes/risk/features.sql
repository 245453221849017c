-- Grain: one row per origin (a day) and customer who had started before that day and not left yet. Who left on an unknown
-- day is left out while under that contract.
-- Everything but the outcome was known on the day `cut` = origin - gap: nothing of that day or later is used.
-- Parameters: origins (days), timezone, first_done, gap, window, use_window (days).
-- customer_id, origin
-- days_to_churn: days from the origin to the departure; null while they stay
-- is_leaving: whether the file gives a day of departure, perhaps in the future
-- tenure_days: days since the start; null if it is unknown
-- plan, monthly_value: as they were known by the cut; null if they were learned later. A CRM may change them for those who
--     left, so that what is known today must not tell of the past.
-- plan_now, monthly_value_now: as the customers file has them, to be shown
-- n_said, n_said_before: feedback in the window, and in the two windows before
-- n_sentences, n_negative, sentiment: opinions in the window without talk of cancellation; the negative ones; the sum of
--     sentiment
-- last_score, score_change: the last score within two windows, -1 to 1; its difference from the mean of the earlier ones
-- use_days, use_recent, use_before, before_days: days with use and events in the use window; events in the three use
--     windows before, and how many days of these the customer was there and use was recorded
WITH origin AS (
    SELECT origin, origin - $gap::INTEGER AS cut FROM (SELECT unnest($origins::DATE[]) AS origin)
),
present AS (
    SELECT
        number.customer_id,
        origin.origin,
        origin.cut,
        under.started_on,
        under.ended_on,
        coalesce(customer.plan, under.plan) AS plan_now,
        coalesce(customer.monthly_value, under.monthly_value) AS monthly_value_now,
        origin.origin - under.started_on AS tenure_days
    FROM origin
    JOIN customer_spell AS under
        ON coalesce(under.started_on, under.known_from, CASE WHEN under.spell = 1 THEN DATE '0001-01-01' END) < origin.origin
        AND CASE WHEN under.ended_on IS NULL THEN NOT under.has_left ELSE under.ended_on >= origin.origin END
    JOIN customer_number AS number USING (customer_id)
    LEFT JOIN customer USING (customer_key)
    QUALIFY row_number() OVER (PARTITION BY under.customer_id, origin.origin ORDER BY under.spell) = 1
),
said AS (
    SELECT
        raw.feedback_id,
        who.customer_id,
        (raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE AS day,
        raw.created_at,
        raw.score_type,
        CASE raw.score_type
            WHEN 'nps' THEN (raw.score - 5) / 5
            WHEN 'ces' THEN (raw.score - 4) / 3
            ELSE (raw.score - 3) / 2
        END AS score
    FROM feedback_raw AS raw
    JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.deleted_at IS NULL AND raw.created_at IS NOT NULL AND who.customer_id IS NOT NULL
),
volume AS (
    SELECT
        said.customer_id,
        origin.origin,
        count(*) FILTER (WHERE said.day >= origin.cut - $window::INTEGER) AS n_said,
        count(*) FILTER (WHERE said.day < origin.cut - $window::INTEGER) AS n_said_before
    FROM said
    JOIN origin ON said.day < origin.cut AND said.day >= origin.cut - 3 * $window::INTEGER
    GROUP BY ALL
),
feeling AS (
    SELECT
        said.customer_id,
        origin.origin,
        count(*) AS n_sentences,
        count(*) FILTER (WHERE feeling.label = 'negative') AS n_negative,
        sum(CAST(feeling.sentiment AS DECIMAL(6, 4)))::DOUBLE AS sentiment
    FROM said
    JOIN origin ON said.day < origin.cut AND said.day >= origin.cut - $window::INTEGER
    JOIN sentence USING (feedback_id)
    LEFT JOIN sentence_sentiment AS feeling ON feeling.sentence_id = sentence.sentence_id
    WHERE sentence.role IN ('opinion', 'verdict') AND feeling.intent IS DISTINCT FROM 'cancellation'
    GROUP BY ALL
),
scored AS (
    SELECT
        said.customer_id,
        origin.origin,
        said.score_type,
        arg_max(said.score, (said.created_at, said.feedback_id)) AS last_score,
        max(said.day) AS last_day,
        sum(CAST(said.score AS DECIMAL(9, 6)))::DOUBLE AS total,
        count(*) AS n
    FROM said
    JOIN origin ON said.day < origin.cut AND said.day >= origin.cut - 4 * $window::INTEGER
    WHERE said.score IS NOT NULL
    GROUP BY ALL
),
score AS (
    -- If a customer gave several types of score, the latest one counts.
    SELECT
        customer_id,
        origin.origin,
        last_score,
        CASE WHEN n > 1 THEN last_score - (total - last_score) / (n - 1) END AS score_change
    FROM scored
    JOIN origin USING (origin)
    WHERE last_day >= origin.cut - 2 * $window::INTEGER
    QUALIFY row_number() OVER (PARTITION BY customer_id, origin.origin ORDER BY last_day DESC, score_type) = 1
),
daily AS (
    SELECT customer_id, (occurred_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE AS day, sum(n) AS n
    FROM behaviour_event
    WHERE customer_id IS NOT NULL
    GROUP BY ALL
),
used AS (
    SELECT
        daily.customer_id,
        origin.origin,
        count(*) FILTER (WHERE daily.day >= origin.cut - $use_window::INTEGER) AS use_days,
        coalesce(sum(daily.n) FILTER (WHERE daily.day >= origin.cut - $use_window::INTEGER), 0) AS use_recent,
        coalesce(sum(daily.n) FILTER (WHERE daily.day < origin.cut - $use_window::INTEGER), 0) AS use_before
    FROM daily
    JOIN origin ON daily.day < origin.cut AND daily.day >= origin.cut - 4 * $use_window::INTEGER
    GROUP BY ALL
)
SELECT
    present.customer_id,
    present.origin,
    present.ended_on - present.origin AS days_to_churn,
    present.ended_on IS NOT NULL AS is_leaving,
    present.tenure_days,
    spell.plan,
    spell.monthly_value,
    present.plan_now,
    present.monthly_value_now,
    coalesce(volume.n_said, 0) AS n_said,
    coalesce(volume.n_said_before, 0) AS n_said_before,
    coalesce(feeling.n_sentences, 0) AS n_sentences,
    coalesce(feeling.n_negative, 0) AS n_negative,
    coalesce(feeling.sentiment, 0) AS sentiment,
    score.last_score,
    score.score_change,
    coalesce(used.use_days, 0) AS use_days,
    coalesce(used.use_recent, 0)::BIGINT AS use_recent,
    coalesce(used.use_before, 0)::BIGINT AS use_before,
    greatest(0, least(
        3 * $use_window::INTEGER,
        present.cut - $use_window::INTEGER - $first_done::DATE,
        coalesce(present.cut - $use_window::INTEGER - present.started_on, 3 * $use_window::INTEGER)
    )) AS before_days
FROM present
LEFT JOIN known_plan AS spell
    ON spell.customer_id = present.customer_id
    AND coalesce(spell.valid_from < present.cut, true)
    AND coalesce(spell.valid_to >= present.cut, true)
    AND spell.known_on < present.cut
LEFT JOIN volume ON volume.customer_id = present.customer_id AND volume.origin = present.origin
LEFT JOIN feeling ON feeling.customer_id = present.customer_id AND feeling.origin = present.origin
LEFT JOIN score ON score.customer_id = present.customer_id AND score.origin = present.origin
LEFT JOIN used ON used.customer_id = present.customer_id AND used.origin = present.origin
ORDER BY present.origin, present.customer_id
