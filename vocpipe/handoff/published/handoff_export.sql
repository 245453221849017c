-- handoff_export: one row per export of an audience with identities; the identities are only in the file.
-- export_id: id of the export
-- exported_at: when, in UTC
-- author: who did it
-- audience: at-risk, or theme: and the id of the theme
-- format: marketo, hubspot or salesforce
-- run_id: the run whose snapshot it was read from
-- n_rows: customers in the file
-- n_left_out: customers of the audience who are not in it
-- left_out: reason -> customers left out for it, as JSON
SELECT export_id, exported_at, author, audience, format, run_id, n_rows, n_left_out, left_out
FROM handoff_export
ORDER BY exported_at, export_id
