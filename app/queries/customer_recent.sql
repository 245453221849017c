-- One row per span of 90 days up to the last day of all data, the newer (place 0) first: what the customer $customer said in it.
-- n: feedback; n_negative: negative sentences; n_tickets: tickets; nps: the last score.
WITH span AS (
    SELECT place, last_on - CAST(90 * (place + 1) AS INTEGER) AS before, last_on - CAST(90 * place AS INTEGER) AS until
    FROM (SELECT max(created_on) AS last_on FROM feedback), range(2) AS places (place)
),
said AS (
    SELECT span.place, feedback.*
    FROM span
    JOIN feedback ON feedback.created_on > span.before AND feedback.created_on <= span.until
    WHERE feedback.customer_id = $customer
)
SELECT
    span.place,
    (SELECT count(*) FROM said WHERE said.place = span.place) AS n,
    (
        SELECT count(*) FROM said JOIN sentence USING (feedback_id)
        WHERE said.place = span.place AND sentence.sentiment_label = 'negative'
    ) AS n_negative,
    (SELECT count(*) FROM said WHERE said.place = span.place AND said.kind = 'ticket') AS n_tickets,
    (
        SELECT arg_max(said.score, said.created_at) FROM said
        WHERE said.place = span.place AND said.score_type = 'nps'
    ) AS nps
FROM span
ORDER BY span.place
