-- survey_answer: one row per closed answer of a survey response.
-- feedback_id: the feedback that stands for the response
-- position: place among the response's answers, from 0
-- question: the question
-- option: the option or row of the question; null if it has none
-- answer: what was answered, personal data masked; null if it may not be shown
SELECT answer.feedback_id, answer.position, answer.question, answer.option,
    CASE WHEN unquotable.feedback_id IS NULL THEN answer.answer END AS answer
FROM survey_answer AS answer
JOIN feedback_raw AS raw USING (feedback_id)
LEFT JOIN unquotable USING (feedback_id)
WHERE raw.deleted_at IS NULL
ORDER BY answer.feedback_id, answer.position
