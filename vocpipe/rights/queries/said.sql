-- Grain: one row per text by the person, as it came and as it was cleaned. Column: text. Reads their_feedback.
WITH every AS (
    SELECT unnest([text, title]) AS text FROM their_feedback
    UNION
    SELECT clean.text FROM feedback_clean AS clean SEMI JOIN their_feedback USING (feedback_id)
    UNION
    SELECT sentence.text FROM sentence SEMI JOIN their_feedback USING (feedback_id)
    UNION
    SELECT answer.answer FROM survey_answer AS answer SEMI JOIN their_feedback USING (feedback_id)
)
SELECT text FROM every WHERE text IS NOT NULL AND trim(text) <> '' ORDER BY text
