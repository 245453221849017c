-- One row per edit that was not undone, in the order of time: edit_id, author, kind, theme_id, detail, run_id, problem.
SELECT edit_id, author, kind, theme_id, detail, run_id, problem FROM theme_edit WHERE undone_at IS NULL ORDER BY edited_at
