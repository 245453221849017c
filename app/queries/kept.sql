-- What other queries count and filter by, made once per snapshot and held in memory: whole numbers stand for ids, since
-- different numbers are counted three times as fast as different texts.
-- kept_feedback: one row per feedback. person: its customer, or itself if it is anonymous; alike: one number for a text and
-- its reposts; length: letters of its text, null without one; labels, intents, causes, feelings: those of its
-- sentences; causes without other, feelings without none.
CREATE TABLE memory.kept_feedback AS
WITH person AS (
    SELECT id, CAST(row_number() OVER () AS INTEGER) AS person
    FROM (SELECT DISTINCT coalesce(customer_id, feedback_id) AS id FROM feedback)
),
numbered AS (
    SELECT feedback_id, CAST(row_number() OVER () AS INTEGER) AS feedback_no FROM feedback
),
labeled AS (
    SELECT
        feedback_id,
        list(DISTINCT sentiment_label) FILTER (sentiment_label IS NOT NULL) AS labels,
        list(DISTINCT intent) FILTER (intent IS NOT NULL) AS intents,
        list(DISTINCT cause) FILTER (cause <> 'other') AS causes,
        list(DISTINCT feeling) FILTER (feeling <> 'none') AS feelings
    FROM sentence
    GROUP BY feedback_id
)
SELECT
    numbered.feedback_no, feedback.feedback_id, person.person,
    CASE WHEN feedback.customer_id IS NOT NULL THEN person.person END AS customer_no, feedback.customer_id,
    coalesce(original.feedback_no, numbered.feedback_no) AS alike, feedback.duplicate_of IS NOT NULL AS is_duplicate,
    feedback.source, feedback.kind, feedback.lang, customer.plan, feedback.created_at, feedback.created_on,
    customer.customer_id IS NOT NULL AS is_matched, feedback.duplicate_kind, feedback.is_empty_like, feedback.nps_group,
    length(feedback.text) AS length, labeled.labels, labeled.intents, labeled.causes, labeled.feelings
FROM feedback
JOIN numbered USING (feedback_id)
JOIN person ON person.id = coalesce(feedback.customer_id, feedback.feedback_id)
LEFT JOIN numbered AS original ON original.feedback_id = feedback.duplicate_of
LEFT JOIN customer ON customer.customer_id = feedback.customer_id
LEFT JOIN labeled ON labeled.feedback_id = feedback.feedback_id;

-- kept_opinion: one row per sentence with an opinion, with the columns of its feedback.
CREATE TABLE memory.kept_opinion AS
SELECT
    CAST(row_number() OVER () AS INTEGER) AS sentence_no, sentence.sentence_id, sentence.position, sentence.lang,
    sentence.sentiment, sentence.sentiment_label, sentence.intent, sentence.cause, sentence.feeling,
    feedback.feedback_no, feedback.feedback_id, feedback.person, feedback.customer_no, feedback.customer_id,
    feedback.is_duplicate, feedback.source, feedback.kind, feedback.plan, feedback.created_on
FROM sentence
JOIN memory.kept_feedback AS feedback USING (feedback_id)
WHERE sentence.role = 'opinion';
