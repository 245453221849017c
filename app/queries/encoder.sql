-- One row: model, the one that all sentences of the newest run were embedded with.
SELECT models ->> 'all languages' AS model FROM run ORDER BY run_id DESC LIMIT 1
