-- One row if the run mended texts, met unreadable ones or cut sentences of templates: how many of each.
-- Columns: mended, unreadable, templates. Takes $run_id.
WITH counted AS (
    SELECT
        coalesce((changes -> '$.structure.mended')::INTEGER, 0) AS mended,
        coalesce((changes -> '$.structure.unreadable')::INTEGER, 0) AS unreadable,
        coalesce((changes -> '$.structure.templates')::INTEGER, 0) AS templates
    FROM run
    WHERE run_id = $run_id
)
SELECT mended, unreadable, templates
FROM counted
WHERE mended + unreadable + templates > 0
