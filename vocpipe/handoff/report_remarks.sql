-- One row per remark on a file of the run: file, remark (what was odd about it, or was not read of it). The pages that were
-- pulled of a source count as one file.
SELECT DISTINCT
    CASE WHEN file_shown LIKE 'private/raw/%' THEN 'private/raw/' || source ELSE file_shown END AS file,
    unnest(warnings || unread) AS remark
FROM ingest_file
WHERE run_id = $run_id
ORDER BY file, remark
