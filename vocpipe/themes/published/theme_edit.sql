-- theme_edit: one row per edit of a theme by a person, also of undone ones.
-- edit_id: the edit; vocpipe theme undo takes it
-- edited_at: when it was made, in UTC; edits are applied in this order
-- author: who made it
-- kind: rename, merge, split, move, pin, unpin, hide or unhide
-- theme_id: the theme or sub-theme it is about; of a split the theme it makes
-- detail: the rest of it as JSON: into, name_ja, name_en, subtheme_id, sentence_ids
-- run_id: the run that applied it first; null while it never could be
-- problem: why it can't be applied now, as when an edit it builds on was undone; null where it is
-- undone_at: when it was undone, in UTC; null where it stands
-- undone_by: who undid it
SELECT edit_id, edited_at, author, kind, theme_id, detail, run_id, problem, undone_at, undone_by
FROM theme_edit
ORDER BY edited_at
