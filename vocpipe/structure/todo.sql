-- Makes structure_todo: one row per piece of feedback that is new, has changed, or was cleaned by other rules than now.
-- feedback_id, basis (the new feedback_clean.basis), title, text, url, question, answers (JSON): of the raw row.
-- Takes $rules: the rules' version and what they depend on.
CREATE OR REPLACE TEMP TABLE structure_todo AS
SELECT
    raw.feedback_id,
    raw.content_hash || $rules AS basis,
    raw.title,
    raw.text,
    raw.url,
    raw.attrs ->> '$.question' AS question,
    raw.attrs -> '$.answers' AS answers,
    row_number() OVER (ORDER BY raw.feedback_id) - 1 AS place
FROM feedback_raw AS raw
LEFT JOIN feedback_clean AS clean USING (feedback_id)
WHERE raw.deleted_at IS NULL AND clean.basis IS DISTINCT FROM raw.content_hash || $rules
