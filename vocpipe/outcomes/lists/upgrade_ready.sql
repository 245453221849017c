-- One row per customer who, as known on $day, is on a lower plan, asked within $days days for what a higher one has, uses the
-- product often where use is known, and whose last score of a year is good.
-- Reads plan_word (plan, place, word), said, scored, present.
-- customer_id: pseudonym
-- since: the last day on which they asked
-- plan: the lowest plan that has it
-- sentence_id: what they asked for
WITH held AS (
    SELECT known.customer_id, min(listed.place) AS place
    FROM known_plan AS known
    JOIN plan_word AS listed ON lower(listed.plan) = lower(known.plan)
    SEMI JOIN present ON present.customer_id = known.customer_id
    WHERE coalesce(known.valid_from <= CAST($day AS DATE), true) AND coalesce(known.valid_to > CAST($day AS DATE), true)
        AND coalesce(known.known_on <= CAST($day AS DATE), true)
    GROUP BY known.customer_id
),
content AS (
    SELECT customer_id
    FROM scored
    WHERE day < CAST($day AS DATE) AND day >= CAST($day AS DATE) - 365
    GROUP BY customer_id
    HAVING arg_max(is_content, day)
),
heavy AS (
    SELECT customer_id
    FROM customer_segment
    WHERE segment_kind = 'usage' AND segment = 'frequent'
        AND valid_from <= CAST($day AS DATE) AND coalesce(valid_to > CAST($day AS DATE), true)
)
SELECT
    held.customer_id, max(said.day) AS since, arg_min(wanted.plan, wanted.place) AS plan,
    arg_max(said.sentence_id, (said.day, said.sentence_id)) AS sentence_id,
    arg_max(said.theme_id, (said.day, said.sentence_id)) AS theme_id
FROM held
JOIN said USING (customer_id)
JOIN plan_word AS wanted ON wanted.place > held.place AND contains(said.folded, lower(wanted.word))
SEMI JOIN content ON content.customer_id = held.customer_id
WHERE said.intent = 'request' AND said.day < CAST($day AS DATE) AND said.day >= CAST($day AS DATE) - CAST($days AS INTEGER)
    AND (
        NOT EXISTS (FROM customer_segment WHERE segment_kind = 'usage')
        OR held.customer_id IN (SELECT customer_id FROM heavy)
    )
GROUP BY held.customer_id
ORDER BY since DESC, held.customer_id
