-- One row per cleaned text whose raw row was deleted: feedback_id.
SELECT clean.feedback_id
FROM feedback_clean AS clean
LEFT JOIN feedback_raw AS raw USING (feedback_id)
WHERE raw.feedback_id IS NULL OR raw.deleted_at IS NOT NULL
