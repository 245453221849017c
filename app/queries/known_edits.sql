-- One row per edit of a theme that the snapshot knows, and why it can't be applied, in English; null if it is.
SELECT edit_id, edited_at, author, kind, theme_id, CAST(detail AS VARCHAR) AS detail, undone_at, undone_by, problem
FROM theme_edit
