-- One row per kind of reason and outcome (rejected, left out, refused): how often, how many different reasons, and up
-- to three examples; what an agent or a bot wrote is not shown.
-- Reasons that differ only in a number, a quoted value or the detail behind a colon are of one kind.
SELECT
    regexp_replace(
        regexp_replace(regexp_replace(reason, '(^| )''.*?''( |$)', '\1…\2', 'g'), '[:;] .*$', ''), '[0-9]+', '#', 'g'
    ) AS kind,
    any_value(reason) AS reason,
    outcome,
    count(*) AS n,
    count(DISTINCT reason) AS n_reasons,
    list({'file': file, 'row': row, 'field': field, 'raw': CASE WHEN outcome <> 'left out' THEN raw END} ORDER BY run_id DESC, file, row)[:3] AS examples
FROM ingest_reject
GROUP BY kind, outcome
ORDER BY n DESC, kind, outcome
LIMIT 100
