-- One row per customer on a plan but the highest, as known on $day: whether a more expensive one follows within $ahead days.
-- Reads plan_word, present.
-- customer_id: pseudonym
-- went_up: whether it does
WITH held AS (
    SELECT known.customer_id, min(listed.place) AS place
    FROM known_plan AS known
    JOIN plan_word AS listed ON lower(listed.plan) = lower(known.plan)
    SEMI JOIN present ON present.customer_id = known.customer_id
    WHERE coalesce(known.valid_from <= CAST($day AS DATE), true) AND coalesce(known.valid_to > CAST($day AS DATE), true)
        AND coalesce(known.known_on <= CAST($day AS DATE), true)
    GROUP BY known.customer_id
)
SELECT held.customer_id, bool_or(coalesce(listed.place > held.place, false)) AS went_up
FROM held
LEFT JOIN known_plan AS later
    ON later.customer_id = held.customer_id
    AND later.valid_from > CAST($day AS DATE) AND later.valid_from <= CAST($day AS DATE) + CAST($ahead AS INTEGER)
LEFT JOIN plan_word AS listed ON lower(listed.plan) = lower(later.plan)
WHERE held.place < (SELECT max(place) FROM plan_word)
GROUP BY held.customer_id
ORDER BY held.customer_id
