-- One row per sentence of the customer $customer that the list of customers at risk rests on, the weightiest first.
WITH quoted AS (
    SELECT unnest(quotes) AS sentence_id, unnest(range(len(quotes))) AS place FROM customer_risk WHERE customer_id = $customer
)
SELECT sentence.text, sentence.lang, feedback.feedback_id, feedback.source, feedback.created_on
FROM quoted
JOIN sentence USING (sentence_id)
JOIN feedback USING (feedback_id)
ORDER BY quoted.place
