-- One row per remark on a file of the run: file, remark (what was odd about it, or was not read of it).
SELECT file_shown AS file, unnest(warnings || unread) AS remark
FROM ingest_file
WHERE run_id = $run_id
ORDER BY file, remark
