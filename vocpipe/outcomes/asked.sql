-- One row per survey invitation, with its reminders, whose customer is identified, as in feedback_customer.
-- Parameters: days (after the last mail, in which an NPS answer counts as the answer to it), timezone (of the days).
-- place: number of the invitation, from 0
-- customer_id: the pseudonym
-- sent_on: the day on which the first mail was sent, in $timezone
-- answered: as the file says; if it does not say, whether there is an NPS answer in time
-- opened: as the file says; null if it does not
-- reminded: whether a reminder followed
-- answered_before: whether it was answered before any reminder; null if nobody says when it was answered
-- value: 1 if that answer is a promoter's, 0 a passive's, -1 a detractor's; null without an answer
-- tenure_days, monthly_value: of the customer on that day; null if unknown
WITH mail AS (
    SELECT DISTINCT customer_id, customer_key, sent_at, answered, answered_at, opened, survey, is_reminder, reminded_at
    FROM invitation_customer
    WHERE customer_id IS NOT NULL
),
-- A mail of the same survey within the days, or one that says that it is a reminder, belongs to the invitation before it.
begun AS (
    SELECT
        *,
        coalesce(
            NOT (
                (survey IS NOT NULL OR is_reminder)
                AND sent_at - lag(sent_at) OVER same <= to_days(CAST($days AS INTEGER))
            ),
            true
        ) AS is_first
    FROM mail
    WINDOW same AS (PARTITION BY customer_id, survey ORDER BY sent_at)
),
counted AS (
    SELECT *, count(*) FILTER (WHERE is_first) OVER (
        PARTITION BY customer_id, survey ORDER BY sent_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS ask
    FROM begun
),
grouped AS (
    SELECT
        customer_id,
        customer_key,
        min(sent_at) AS sent_at,
        max(sent_at) AS last_at,
        bool_or(answered) AS answered,
        min(answered_at) AS answered_at,
        bool_or(opened) AS opened,
        min(CASE WHEN is_first THEN reminded_at ELSE sent_at END) AS reminded_at
    FROM counted
    GROUP BY customer_id, customer_key, survey, ask
),
asked AS (
    SELECT *, lead(sent_at) OVER (PARTITION BY customer_id ORDER BY sent_at) AS next_at FROM grouped
),
said AS (
    SELECT who.customer_id, raw.created_at, raw.score
    FROM feedback_raw AS raw
    JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.score_type = 'nps' AND raw.score IS NOT NULL AND raw.deleted_at IS NULL AND raw.created_at IS NOT NULL
),
matched AS (
    SELECT
        asked.customer_id, asked.customer_key, asked.sent_at, any_value(asked.answered) AS answered,
        any_value(asked.opened) AS opened, any_value(asked.reminded_at) AS reminded_at,
        coalesce(any_value(asked.answered_at), min(said.created_at)) AS answered_at,
        CAST(asked.sent_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS sent_on,
        min_by(said.score, said.created_at) AS score
    FROM asked
    LEFT JOIN said
        ON said.customer_id = asked.customer_id
        AND said.created_at >= asked.sent_at
        AND said.created_at < least(greatest(asked.last_at, asked.reminded_at) + to_days($days), coalesce(asked.next_at, TIMESTAMP '9999-01-01'))
    GROUP BY asked.customer_id, asked.customer_key, asked.sent_at
)
SELECT
    row_number() OVER (ORDER BY matched.customer_id, matched.sent_at) - 1 AS place,
    matched.customer_id,
    matched.sent_on,
    coalesce(matched.answered, matched.score IS NOT NULL) AS answered,
    matched.opened,
    matched.reminded_at IS NOT NULL AS reminded,
    CASE
        WHEN NOT coalesce(matched.answered, matched.score IS NOT NULL) THEN false
        WHEN matched.reminded_at IS NULL THEN true
        ELSE matched.answered_at < matched.reminded_at
    END AS answered_before,
    CAST(nps_value(matched.score) AS DOUBLE) AS value,
    CAST(date_diff('day', under.started_on, matched.sent_on) AS DOUBLE) AS tenure_days,
    customer.monthly_value
FROM matched
LEFT JOIN customer USING (customer_key)
-- The spell of that day, or the one before it; the first, if there is none.
LEFT JOIN customer_spell AS under
    ON under.customer_id = matched.customer_id
    AND under.spell = greatest(1, (
        SELECT max(spell) FROM customer_spell AS other
        WHERE other.customer_id = matched.customer_id AND coalesce(other.started_on, other.known_from) <= matched.sent_on
    ))
ORDER BY place
