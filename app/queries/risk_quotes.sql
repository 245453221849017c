-- One row per sentence behind the themes of a customer at risk, in the order of the list.
WITH quoted AS (
    SELECT customer_id, unnest(quotes) AS sentence_id, unnest(range(len(quotes))) AS place FROM customer_risk
)
SELECT
    quoted.customer_id, sentence.text, sentence.lang, feedback.feedback_id, feedback.source, feedback.created_on
FROM quoted
JOIN sentence USING (sentence_id)
JOIN feedback USING (feedback_id)
ORDER BY quoted.customer_id, quoted.place
