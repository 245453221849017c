-- One row per other part of the same thread (a ticket's messages, a survey response's answers), in the order of time.
SELECT
    other.feedback_id, other.text, other.source, other.kind, other.lang, other.created_on, other.score_type, other.score,
    other.url, other.question, CAST(NULL AS VARCHAR) AS sentence, CAST(NULL AS VARCHAR) AS sentiment_label, CAST(NULL AS VARCHAR) AS plan
FROM feedback AS this
JOIN feedback AS other ON other.source = this.source AND other.thread_id = this.thread_id AND other.feedback_id <> this.feedback_id
WHERE this.feedback_id = $feedback
ORDER BY other.created_at NULLS LAST, other.feedback_id
LIMIT 50
