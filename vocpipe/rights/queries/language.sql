-- Grain: one row: the language that the person wrote most in. Column: lang. Reads their_feedback.
SELECT coalesce(mode(clean.lang), 'en') AS lang
FROM feedback_clean AS clean
SEMI JOIN their_feedback USING (feedback_id)
