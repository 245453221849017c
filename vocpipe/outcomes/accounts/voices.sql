-- One row per piece of feedback of a known customer with a day.
-- Parameters: timezone.
-- customer_id: pseudonym of the account
-- person_id: pseudonym of the person who said it; null where nobody, or several, are known by its id and address
-- voice: what it belongs to; answers of one response are one voice
-- day: when it was said, in $timezone
-- is_ticket: whether it was a request for help, which is seldom content whoever writes it
-- nps: the score, 0 to 10, of an NPS answer
-- sentiment: mean of its opinions, -1 to 1
-- Reads account_link (as people.sql has it).
WITH author AS (
    SELECT feedback_id, any_value(person_id) AS person_id
    FROM (
        SELECT who.feedback_id, link.person_id
        FROM feedback_customer AS who
        JOIN feedback_raw AS raw USING (feedback_id)
        JOIN account_link AS link ON link.customer_key = who.customer_key AND link.email = raw.customer_email
        UNION
        SELECT who.feedback_id, link.person_id
        FROM feedback_customer AS who
        JOIN feedback_raw AS raw USING (feedback_id)
        JOIN account_link AS link ON link.customer_key = who.customer_key AND link.person_ref = raw.customer_ref
    )
    GROUP BY feedback_id
    HAVING count(DISTINCT person_id) = 1
),
felt AS (
    SELECT sentence.feedback_id, avg(CAST(feeling.sentiment AS DECIMAL(6, 4))) AS sentiment
    FROM sentence
    JOIN sentence_sentiment AS feeling USING (sentence_id)
    WHERE sentence.role IN ('opinion', 'verdict')
    GROUP BY sentence.feedback_id
)
SELECT
    who.customer_id,
    author.person_id,
    raw.source || ':' || coalesce(raw.thread_id, raw.feedback_id) AS voice,
    CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day,
    raw.kind IN ('ticket', 'message', 'call') AS is_ticket,
    CASE WHEN raw.score_type = 'nps' THEN raw.score END AS nps,
    felt.sentiment
FROM feedback_raw AS raw
JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN author USING (feedback_id)
LEFT JOIN felt USING (feedback_id)
WHERE who.customer_id IS NOT NULL AND raw.deleted_at IS NULL AND raw.created_at IS NOT NULL
ORDER BY who.customer_id, day, raw.feedback_id
