-- Removes every row of unquotable that is about the person. Reads forgotten_feedback.
DELETE FROM unquotable WHERE feedback_id IN (SELECT feedback_id FROM forgotten_feedback)
