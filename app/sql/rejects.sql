-- One row per reason for refusing: how often, whether whole rows or single values, and up to three examples.
SELECT
    reason,
    field IS NULL AS is_row,
    count(*) AS n,
    count(DISTINCT file) AS n_files,
    list({'file': file, 'row': row, 'field': field, 'raw': raw} ORDER BY run_id DESC, file, row)[:3] AS examples
FROM ingest_reject
GROUP BY ALL
ORDER BY n DESC, reason, is_row
