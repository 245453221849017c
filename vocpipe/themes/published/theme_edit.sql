-- theme_edit: one row per edit of a theme by a person, also of undone ones.
-- edit_id: the edit; vocpipe theme undo takes it
-- edited_at: when the edit was recorded, in UTC; edits are applied in this order
-- author: who recorded it
-- kind: rename, merge, split, move, pin, unpin, hide, unhide or cause
-- theme_id: the theme or sub-theme it is about; of a split the theme it creates
-- detail: its other fields as JSON: into, name_ja, name_en, subtheme_id, sentence_ids, cause
-- run_id: the run that first applied it; null if none could yet
-- problem: why it can't be applied now, such as an earlier edit that was undone; null if it is applied
-- undone_at: when it was undone, in UTC; null if it was not
-- undone_by: who undid it
SELECT edit_id, edited_at, author, kind, theme_id, detail, run_id, problem, undone_at, undone_by
FROM theme_edit
ORDER BY edited_at
