-- Take over the inbox's edits, one row each in inbox_edit. An undone edit loses its texts, its theme and its lineage.
DELETE FROM edit_theme WHERE theme_id IN (SELECT theme_id FROM inbox_edit WHERE kind = 'split' AND undone_at IS NOT NULL);
DELETE FROM edit_member WHERE edit_id IN (SELECT edit_id FROM inbox_edit WHERE undone_at IS NOT NULL);
DELETE FROM edit_lineage WHERE edit_id IN (SELECT edit_id FROM inbox_edit WHERE undone_at IS NOT NULL);
UPDATE theme_edit SET undone_at = inbox_edit.undone_at, undone_by = inbox_edit.undone_by, problem = NULL
FROM inbox_edit
WHERE theme_edit.edit_id = inbox_edit.edit_id AND inbox_edit.undone_at IS NOT NULL AND theme_edit.undone_at IS NULL;
INSERT INTO theme_edit (edit_id, edited_at, author, kind, theme_id, detail, undone_at, undone_by)
SELECT edit_id, edited_at, author, kind, theme_id, detail, undone_at, undone_by
FROM inbox_edit
ANTI JOIN theme_edit USING (edit_id)
ORDER BY edited_at;
