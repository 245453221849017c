-- Grain: the one row of ingest_file about the file that was read; columns: all of ingest_file's.
-- Parameters: further warnings; how many pieces of feedback are new, changed, deleted; the time. Reads `this_file`.
INSERT OR REPLACE INTO ingest_file BY NAME
SELECT
    * EXCLUDE (kind, snapshot, whole, modified_at) REPLACE (list_concat(warnings, ?::VARCHAR[]) AS warnings),
    ? AS feedback_new, ? AS feedback_changed, ? AS feedback_deleted, ?::TIMESTAMP AS read_at
FROM this_file;
