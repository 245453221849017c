-- One row per cleaned text: feedback_id, written (all that it was made of, and what it became).
SELECT clean.feedback_id, concat_ws(chr(10), raw.title, raw.text, raw.attrs::VARCHAR, clean.text, clean.question) AS written
FROM feedback_clean AS clean
JOIN feedback_raw AS raw USING (feedback_id)
WHERE raw.deleted_at IS NULL
