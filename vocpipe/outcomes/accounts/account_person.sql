-- One row per person and account, with what they said within $days days before the day after the last voice.
-- Parameters: days.
-- Columns: those of account_person. Reads account_level (customer_id, person_id, level), account_voice (as voices.sql).
WITH recent AS (
    FROM account_voice WHERE day > (SELECT max(day) FROM account_voice) - CAST($days AS INTEGER)
),
measured AS (
    SELECT
        customer_id,
        person_id,
        count(DISTINCT voice) AS n_voices,
        count(sentiment) AS n_felt,
        avg(sentiment) AS sentiment,
        count(nps) AS n_answers,
        arg_max(nps, (day, voice)) AS nps_score
    FROM recent
    GROUP BY customer_id, person_id
),
last_heard AS (
    SELECT customer_id, person_id, max(day) AS last_on FROM account_voice GROUP BY customer_id, person_id
)
SELECT
    person.customer_id,
    person.person_id,
    person.level,
    coalesce(measured.n_voices, 0) AS n_voices,
    coalesce(measured.n_felt, 0) AS n_felt,
    CAST(measured.sentiment AS DOUBLE) AS sentiment,
    coalesce(measured.n_answers, 0) AS n_answers,
    measured.nps_score,
    last_heard.last_on
FROM account_level AS person
LEFT JOIN measured USING (customer_id, person_id)
LEFT JOIN last_heard USING (customer_id, person_id)
ORDER BY person.customer_id, person.person_id
