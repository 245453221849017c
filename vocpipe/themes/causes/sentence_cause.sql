-- Writes sentence_cause: one row per sentence that has facets. A person's cause of a text is that of every sentence with
-- its wording, and the latest edit that stands decides. cause_by: who gave it; null: the head did.
DELETE FROM sentence_cause;
INSERT INTO sentence_cause
WITH given AS (
    SELECT
        text_hash,
        arg_max(edit.detail ->> '$.cause', edit.edited_at) AS cause,
        arg_max(edit.author, edit.edited_at) AS cause_by
    FROM theme_edit AS edit
    JOIN edit_member USING (edit_id)
    WHERE edit.kind = 'cause' AND edit.undone_at IS NULL AND edit.problem IS NULL
    GROUP BY text_hash
)
SELECT facet.sentence_id, coalesce(given.cause, facet.cause), facet.feeling, given.cause_by
FROM sentence_facet AS facet
JOIN sentence USING (sentence_id)
LEFT JOIN given USING (text_hash)
ORDER BY facet.sentence_id;
