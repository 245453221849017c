-- One row if the run took out feedback that may not be kept: consent, retention (pieces of feedback). Takes $run_id.
WITH counted AS (
    SELECT
        coalesce((changes -> '$.collect.withheld_consent')::INTEGER, 0) AS no_consent,
        coalesce((changes -> '$.collect.withheld_retention')::INTEGER, 0) AS too_old
    FROM run
    WHERE run_id = $run_id
)
SELECT no_consent, too_old
FROM counted
WHERE no_consent + too_old > 0
