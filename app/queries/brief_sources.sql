-- One row: the newest day with feedback, the number of sources, and of those that are fresh: silent until now for no longer
-- than two weeks, or than they have been before.
WITH day AS (
    SELECT DISTINCT source, created_on FROM feedback WHERE created_on IS NOT NULL
),
pause AS (
    SELECT source, created_on, created_on - lag(created_on) OVER (PARTITION BY source ORDER BY created_on) AS days FROM day
),
source AS (
    SELECT source, max(created_on) AS newest, greatest(coalesce(max(days), 0), 14) AS longest FROM pause GROUP BY source
)
SELECT
    max(newest) AS newest,
    count(*) AS n,
    count(*) FILTER (date_diff('day', newest, CAST($now AS DATE)) <= longest) AS n_fresh
FROM source
