-- Removes every row of name_todo that is about the person. Reads forgotten_feedback.
DELETE FROM name_todo WHERE feedback_id IN (SELECT feedback_id FROM forgotten_feedback)
