-- One row: what the newest run did to texts before it read them: mended, unreadable, templates.
SELECT
    coalesce((changes -> '$.structure.mended')::INTEGER, 0) AS mended,
    coalesce((changes -> '$.structure.unreadable')::INTEGER, 0) AS unreadable,
    coalesce((changes -> '$.structure.templates')::INTEGER, 0) AS templates
FROM run
ORDER BY run_id DESC
LIMIT 1
