-- One row per NPS answer with text in some part of its response.
-- feedback_id: the thing said that carries the score
-- customer: who answered, one value per customer; an anonymous response stands for itself
-- score: 0 to 10
WITH response AS (
    -- Parts of one response share source and thread; without a thread the answer is all there is.
    SELECT DISTINCT coalesce(raw.source || chr(31) || raw.thread_id, raw.feedback_id) AS response
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    WHERE raw.deleted_at IS NULL AND trim(clean.text) <> ''
),
answer AS (
    SELECT feedback_id, coalesce(source || chr(31) || thread_id, feedback_id) AS response, score
    FROM feedback_raw
    WHERE score_type = 'nps' AND score IS NOT NULL AND deleted_at IS NULL
)
SELECT
    answer.feedback_id,
    -- The prefixes keep a customer's key apart from a response that happens to be spelled alike.
    coalesce('customer ' || who.customer_key, 'response ' || answer.response) AS customer,
    answer.score
FROM answer
JOIN response USING (response)
LEFT JOIN feedback_customer AS who USING (feedback_id)
ORDER BY answer.feedback_id
