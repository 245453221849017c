-- One row per theme and customer who asked for something in it in the $days days before $day.
-- Reads said, present. Themes that fewer than $least customers ask for have no rows.
-- theme_id: the theme
-- customer_id: pseudonym
-- since: the last day on which they asked
-- n: how often
-- sentence_id: what they last asked for
WITH asked AS (
    SELECT theme_id, customer_id, max(day) AS since, count(*) AS n, arg_max(sentence_id, (day, sentence_id)) AS sentence_id
    FROM said
    SEMI JOIN present USING (customer_id)
    WHERE intent = 'request' AND theme_id IS NOT NULL AND day >= CAST($day AS DATE) - CAST($days AS INTEGER)
    GROUP BY theme_id, customer_id
)
SELECT theme_id, customer_id, since, n, sentence_id
FROM asked
QUALIFY count(*) OVER (PARTITION BY theme_id) >= $least
ORDER BY theme_id, n DESC, since DESC, customer_id
