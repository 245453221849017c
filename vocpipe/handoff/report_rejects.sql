-- One row per reason for a rejection in the run: what (file, row or value), reason, count. Files that could not be read come first.
SELECT 'file' AS what, file || ': ' || error AS reason, 1 AS count FROM ingest_file WHERE run_id = $run_id AND error IS NOT NULL
UNION ALL BY NAME
SELECT * FROM (
    SELECT if(field IS NULL, 'row', 'value') AS what, reason, count(*) AS count
    FROM ingest_reject
    WHERE run_id = $run_id
    GROUP BY ALL
    ORDER BY count DESC, reason
    LIMIT 20
)
