-- Brings theme_edit, one row per edit of a theme, and what follows from an edit up to date with edits that were changed or
-- removed because they quoted the person. Reads rewritten_edit (edit_id, detail; null: the edit is removed).
UPDATE theme_edit SET detail = rewritten.detail
FROM rewritten_edit AS rewritten
WHERE rewritten.edit_id = theme_edit.edit_id AND rewritten.detail IS NOT NULL;
DELETE FROM edit_theme
WHERE theme_id IN (
    SELECT theme_id FROM theme_edit JOIN rewritten_edit AS gone USING (edit_id) WHERE kind = 'split' AND gone.detail IS NULL
);
DELETE FROM edit_lineage WHERE edit_id IN (SELECT edit_id FROM rewritten_edit WHERE detail IS NULL);
DELETE FROM edit_member WHERE edit_id IN (SELECT edit_id FROM rewritten_edit WHERE detail IS NULL);
DELETE FROM theme_edit WHERE edit_id IN (SELECT edit_id FROM rewritten_edit WHERE detail IS NULL)
