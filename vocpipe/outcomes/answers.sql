-- One row per scored answer with text in some part of its response.
-- feedback_id: the feedback that carries the score
-- customer: who answered, one value per customer; an anonymous response counts as a customer of its own
-- customer_id: the pseudonym; null if anonymous
-- score_type: nps, csat, ces or stars
-- kind: survey, ticket, message, post, review, community, interview or call
-- score: on that type's own scale
-- created_at: when it was answered, in UTC; null if unknown
WITH response AS (
    -- Parts of one response share source and thread; without a thread the answer is all there is.
    SELECT DISTINCT coalesce(raw.source || chr(31) || raw.thread_id, raw.feedback_id) AS response
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    WHERE raw.deleted_at IS NULL AND trim(clean.text) <> ''
),
answer AS (
    SELECT
        feedback_id, score_type, kind, score, created_at,
        coalesce(source || chr(31) || thread_id, feedback_id) AS response
    FROM feedback_raw
    WHERE score_type IS NOT NULL AND score IS NOT NULL AND deleted_at IS NULL
)
SELECT
    answer.feedback_id,
    -- The prefixes keep a customer's key apart from a response that happens to be spelled alike.
    coalesce('customer ' || who.customer_key, 'response ' || answer.response) AS customer,
    who.customer_id,
    answer.score_type,
    answer.kind,
    answer.score,
    answer.created_at
FROM answer
JOIN response USING (response)
LEFT JOIN feedback_customer AS who USING (feedback_id)
ORDER BY answer.feedback_id
