-- Grain: one row of ingest_reject per rejected row or value of the file; columns: all of ingest_reject's.
-- Reads `incoming_reject`, `this_file`. A file that returns to an earlier version is listed once.
DELETE FROM ingest_reject WHERE file_id = (SELECT file_id FROM this_file);
INSERT INTO ingest_reject BY NAME
SELECT this_file.run_id, this_file.file_id, this_file.file, incoming_reject.*
FROM incoming_reject
CROSS JOIN this_file;
