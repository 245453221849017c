-- One row per feedback of the customer $customer, the newest first, with how many of its sentences are negative and positive.
WITH said AS (
    SELECT feedback.*, customer.plan
    FROM feedback
    LEFT JOIN customer USING (customer_id)
    WHERE feedback.customer_id = $customer
)
SELECT
    said.feedback_id, said.source, said.kind, said.created_on, said.created_at, said.lang, said.text, said.score_type, said.score,
    said.nps_group, said.url, said.plan, any_value(sentence.text ORDER BY sentence.position) AS sentence,
    count(*) FILTER (WHERE sentence.sentiment_label = 'negative') AS n_negative,
    count(*) FILTER (WHERE sentence.sentiment_label = 'positive') AS n_positive
FROM said
LEFT JOIN sentence ON sentence.feedback_id = said.feedback_id AND sentence.role = 'opinion'
GROUP BY ALL
ORDER BY said.created_at DESC NULLS LAST, said.feedback_id
