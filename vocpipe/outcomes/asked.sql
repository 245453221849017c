-- One row per survey invitation whose customer is identified, as in feedback_customer.
-- Parameters: days (after the invitation, in which an NPS answer counts as the answer to it), timezone (of the days).
-- place: number of the invitation, from 0
-- customer_id: the pseudonym
-- sent_on: the day it was sent, in $timezone
-- answered: as the file says; if it does not say, whether there is an NPS answer in time
-- value: 1 if that answer is a promoter's, 0 a passive's, -1 a detractor's; null without an answer
-- tenure_days, monthly_value: of the customer on that day; null if unknown
WITH asked AS (
    SELECT DISTINCT
        customer_id, customer_key, sent_at, answered,
        lead(sent_at) OVER (PARTITION BY customer_id ORDER BY sent_at) AS next_at
    FROM invitation_customer
    WHERE customer_id IS NOT NULL
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
        CAST(asked.sent_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS sent_on,
        min_by(said.score, said.created_at) AS score
    FROM asked
    LEFT JOIN said
        ON said.customer_id = asked.customer_id
        AND said.created_at >= asked.sent_at
        AND said.created_at < least(asked.sent_at + to_days($days), coalesce(asked.next_at, TIMESTAMP '9999-01-01'))
    GROUP BY ALL
)
SELECT
    row_number() OVER (ORDER BY matched.customer_id, matched.sent_at) - 1 AS place,
    matched.customer_id,
    matched.sent_on,
    coalesce(matched.answered, matched.score IS NOT NULL) AS answered,
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
