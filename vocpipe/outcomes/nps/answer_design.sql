-- One row per answer of answers.sql, in its order: what its score may differ by whatever it says.
-- Parameters: timezone.
-- feedback_id
-- lang: the language of most parts of its response; where none is told, as in a word or two, the usual one
-- source: where it came from
-- tenure: time under contract when it was given: under 3 months, up to a year, up to three years, longer; null if unknown
-- wave: the quarter in which it was given; null if unknown
-- plan: the customer's plan as it was known on that day; null if it was learned later
-- plan_later: the plan known first, where that was only later
-- has_left: whether the customer is known to have left since, be it that they came back
WITH part AS (
    SELECT
        feedback_id, coalesce(source || chr(31) || thread_id, feedback_id) AS response, source, score_type, score,
        CAST(created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
    FROM feedback_raw
    WHERE deleted_at IS NULL
),
spoken AS (
    SELECT part.response, mode(clean.lang ORDER BY clean.lang) AS lang
    FROM part
    JOIN feedback_clean AS clean USING (feedback_id)
    GROUP BY part.response
),
under AS (
    SELECT part.feedback_id, spell.started_on, spell.has_left
    FROM part
    JOIN feedback_customer AS who USING (feedback_id)
    JOIN customer_spell AS spell USING (customer_id)
    WHERE part.score_type IS NOT NULL AND part.score IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY part.feedback_id
        ORDER BY coalesce(spell.spell > 1 AND coalesce(spell.started_on, spell.known_from, part.day + 1) > part.day, true), spell.spell DESC
    ) = 1
),
told AS (
    SELECT customer_key, arg_min({'plan': plan}, coalesce(known_on, DATE '9999-12-31')) AS first_version
    FROM customer_version
    GROUP BY ALL
)
SELECT
    answer.feedback_id,
    coalesce(spoken.lang, usual.lang) AS lang,
    answer.source,
    CASE
        WHEN under.started_on IS NULL OR answer.day IS NULL THEN NULL
        WHEN answer.day < under.started_on + INTERVAL 3 MONTH THEN 'under 3 months'
        WHEN answer.day < under.started_on + INTERVAL 1 YEAR THEN 'under a year'
        WHEN answer.day < under.started_on + INTERVAL 3 YEAR THEN 'under three years'
        ELSE 'longer'
    END AS tenure,
    strftime(date_trunc('quarter', answer.day), '%Y-%m') AS wave,
    spell.plan,
    CASE
        WHEN spell.known_on IS NOT NULL THEN NULL
        WHEN told.first_version IS NULL THEN customer.plan
        ELSE told.first_version.plan
    END AS plan_later,
    coalesce(under.has_left, false) AS has_left
FROM part AS answer
CROSS JOIN (SELECT mode(lang ORDER BY lang) AS lang FROM spoken) AS usual
LEFT JOIN spoken USING (response)
LEFT JOIN feedback_customer AS who ON who.feedback_id = answer.feedback_id
LEFT JOIN customer ON customer.customer_key = who.customer_key
LEFT JOIN told ON told.customer_key = who.customer_key
-- The spell of that day, or the one before it; the first, if there is none.
LEFT JOIN under ON under.feedback_id = answer.feedback_id
LEFT JOIN known_plan AS spell
    ON spell.customer_id = who.customer_id
    AND coalesce(spell.valid_from <= answer.day, true)
    AND coalesce(spell.valid_to > answer.day, true)
    AND spell.known_on <= answer.day
WHERE answer.score_type IS NOT NULL AND answer.score IS NOT NULL
ORDER BY answer.feedback_id
