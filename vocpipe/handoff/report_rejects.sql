-- One row per reason why something was not taken in in the run: what (file, row, left out or value), reason, count. Files that could not be read come first.
SELECT 'file' AS what, file_shown || ': ' || error AS reason, 1 AS count FROM ingest_file WHERE run_id = $run_id AND error IS NOT NULL
UNION ALL BY NAME
SELECT * FROM (
    SELECT CASE outcome WHEN 'rejected' THEN 'row' WHEN 'refused' THEN 'value' ELSE outcome END AS what, reason, count(*) AS count
    FROM ingest_reject
    WHERE run_id = $run_id
    GROUP BY ALL
    ORDER BY count DESC, reason
    LIMIT 20
)
