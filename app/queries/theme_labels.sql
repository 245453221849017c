-- One row per intent and per sentiment label of the theme's sentences under the filters; sentiment leaves out tickets unless
-- there is nothing but tickets. n is null if fewer than five people stand behind the cell.
WITH here AS (
    SELECT opinion.*, kind <> 'ticket' OR NOT bool_or(kind <> 'ticket') OVER () AS is_rated
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN in_theme($theme) USING (sentence_id)
),
cell AS (
    SELECT 'sentiment' AS dimension, sentiment_label AS value, person FROM here WHERE is_rated AND sentiment_label IS NOT NULL
    UNION ALL
    SELECT 'intent', intent, person FROM here WHERE intent IS NOT NULL
)
SELECT
    dimension, value,
    CASE WHEN count(DISTINCT person) >= 5 THEN count(*) END AS n,
    CAST(sum(count(*)) OVER (PARTITION BY dimension) AS BIGINT) AS n_all
FROM cell
GROUP BY dimension, value
ORDER BY dimension, n DESC NULLS LAST, value
