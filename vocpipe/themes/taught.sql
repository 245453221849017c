-- Grain: one row per opinion text and theme that people put it into. Columns: text_hash; theme_id (by an edit: the last move of the
-- text), else null; label (the value of one of the columns $columns of the feedback that says it), else null; weight: 1, or of a label
-- shared by all opinions of the feedback.
WITH moved AS (
    SELECT member.text_hash, arg_max(edit.theme_id, edit.edited_at) AS theme_id
    FROM theme_edit AS edit
    JOIN edit_member AS member USING (edit_id)
    WHERE edit.kind = 'move' AND edit.undone_at IS NULL AND member.how = 'named'
    GROUP BY member.text_hash
),
labelled AS (
    SELECT feedback_id, json_extract_string(attrs, '/' || replace(replace(name, '~', '~0'), '/', '~1')) AS label
    FROM feedback_raw, (SELECT unnest($columns::VARCHAR[]) AS name)
    WHERE deleted_at IS NULL AND attrs IS NOT NULL
),
opinion AS (
    SELECT feedback_id, text_hash, 1 / count(*) OVER (PARTITION BY feedback_id) AS weight FROM sentence WHERE role = 'opinion'
)
SELECT text_hash, theme_id, NULL::VARCHAR AS label, 1.0 AS weight FROM moved
UNION ALL
SELECT opinion.text_hash, NULL, labelled.label, max(opinion.weight)
FROM labelled JOIN opinion USING (feedback_id)
WHERE labelled.label IS NOT NULL AND opinion.text_hash NOT IN (SELECT text_hash FROM moved)
GROUP BY ALL
ORDER BY ALL
