-- One row: the NPS of the answers under the filters with its interval, in points; n counts answers with a score.
WITH answer AS (
    SELECT
        count(*) AS n,
        count(*) FILTER (nps_group = 'promoter') AS promoters,
        count(*) FILTER (nps_group = 'passive') AS passives,
        count(*) FILTER (nps_group = 'detractor') AS detractors
    FROM filtered_feedback($sources, $kinds, $langs, $plans, $labels, $since, $until)
    WHERE nps_group IS NOT NULL
)
SELECT
    n, promoters, passives, detractors,
    nps_of(promoters, detractors, n) AS nps, nps_of_low(promoters, detractors, n) AS low, nps_of_high(promoters, detractors, n) AS high
FROM answer
