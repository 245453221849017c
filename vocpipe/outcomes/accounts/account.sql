-- One row per account of which people are known, with what the account as a whole said within $days days.
-- Parameters: days.
-- Columns: those of account but the verdict. Reads account_level, account_voice (as voices.sql has it).
WITH person AS (
    SELECT
        customer_id,
        count(*) AS n_people,
        count(*) FILTER (WHERE level = 'user') AS n_users,
        count(*) FILTER (WHERE level = 'manager') AS n_managers,
        count(*) FILTER (WHERE level = 'executive') AS n_executives
    FROM account_level
    GROUP BY customer_id
),
recent AS (
    FROM account_voice WHERE day > (SELECT max(day) FROM account_voice) - CAST($days AS INTEGER)
),
measured AS (
    SELECT
        customer_id,
        count(DISTINCT person_id) AS n_heard,
        count(DISTINCT voice) AS n_voices,
        count(sentiment) AS n_felt,
        avg(sentiment) AS sentiment,
        count(*) FILTER (WHERE nps >= 9) AS n_promoters,
        count(*) FILTER (WHERE nps >= 7 AND nps < 9) AS n_passives,
        count(*) FILTER (WHERE nps < 7) AS n_detractors
    FROM recent
    GROUP BY customer_id
),
last_heard AS (
    SELECT customer_id, max(day) AS last_on FROM account_voice GROUP BY customer_id
)
SELECT
    person.*,
    coalesce(measured.n_heard, 0) AS n_heard,
    coalesce(measured.n_voices, 0) AS n_voices,
    coalesce(measured.n_felt, 0) AS n_felt,
    CAST(measured.sentiment AS DOUBLE) AS sentiment,
    coalesce(measured.n_promoters, 0) AS n_promoters,
    coalesce(measured.n_passives, 0) AS n_passives,
    coalesce(measured.n_detractors, 0) AS n_detractors,
    last_heard.last_on
FROM person
LEFT JOIN measured USING (customer_id)
LEFT JOIN last_heard USING (customer_id)
ORDER BY person.customer_id
