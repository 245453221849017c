-- One row per kind of reason for refusing: how often, how many different reasons, whether
-- whole rows or single values, and up to three examples.
-- Reasons that differ only in a number, a quoted value or the detail behind a colon are of one kind.
SELECT
    regexp_replace(
        regexp_replace(regexp_replace(reason, '(^| )''.*?''( |$)', '\1…\2', 'g'), '[:;] .*$', ''), '[0-9]+', '#', 'g'
    ) AS kind,
    any_value(reason) AS reason,
    field IS NULL AS is_row,
    count(*) AS n,
    count(DISTINCT reason) AS n_reasons,
    list({'file': file, 'row': row, 'field': field, 'raw': raw} ORDER BY run_id DESC, file, row)[:3] AS examples
FROM ingest_reject
GROUP BY kind, is_row
ORDER BY n DESC, kind, is_row
LIMIT 100
