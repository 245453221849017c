-- One row per customer whose last NPS answer, of the year before $day, is a promoter's, and who said something good that may be shown.
-- Reads said, scored, present. Where it is known of anybody whether they may be quoted, only those who agreed are here.
-- customer_id: pseudonym
-- since: the day of the answer
-- score: the answer
-- sentence_id: the best of what they said: the most positive sentence of a length to be read
WITH answer AS (
    SELECT customer_id, arg_max(score, day) AS score, max(day) AS since, bool_and(may_quote) AS may_quote
    FROM scored
    WHERE score_type = 'nps' AND day >= CAST($day AS DATE) - 365
    GROUP BY customer_id
),
quote AS (
    SELECT customer_id, arg_max(sentence_id, (sentiment, day, sentence_id)) AS sentence_id
    FROM said
    WHERE sentiment > 0.3 AND intent IN ('praise', 'statement') AND length BETWEEN 8 AND 200 AND day >= CAST($day AS DATE) - 365
    GROUP BY customer_id
)
SELECT answer.customer_id, answer.since, answer.score, quote.sentence_id, NULL::VARCHAR AS theme_id
FROM answer
JOIN quote USING (customer_id)
SEMI JOIN present USING (customer_id)
WHERE answer.score >= 9 AND (answer.may_quote OR NOT (SELECT coalesce(bool_or(may_quote IS NOT NULL), false) FROM scored))
ORDER BY answer.score DESC, answer.since DESC, answer.customer_id
