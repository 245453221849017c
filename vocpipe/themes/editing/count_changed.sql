-- Grain: one row. Column: how many edits of the inbox (inbox_edit) the last refresh did not know, or not as undone.
SELECT count(*)
FROM inbox_edit
LEFT JOIN theme_edit AS known USING (edit_id)
WHERE known.edit_id IS NULL OR (known.undone_at IS NULL AND inbox_edit.undone_at IS NOT NULL)
