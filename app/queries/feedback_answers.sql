-- One row per closed answer of the survey response that the feedback belongs to.
SELECT answer.question, answer.option, answer.answer
FROM survey_answer AS answer
JOIN feedback USING (feedback_id)
WHERE feedback.feedback_id = $feedback OR feedback.thread_id = (SELECT thread_id FROM feedback WHERE feedback_id = $feedback)
ORDER BY answer.feedback_id, answer.position
