-- One row per intent, cause, feeling and sentiment label of the theme's sentences under the filters; sentiment leaves out tickets unless
-- there is nothing but tickets. n is null if fewer than five people stand behind
-- the cell, or if a smaller one would follow from the rest.
WITH here AS (
    SELECT opinion.*, belongs.of_theme_label, kind <> 'ticket' OR NOT bool_or(kind <> 'ticket') OVER () AS is_rated
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN in_theme($theme) AS belongs USING (sentence_no)
),
cell AS (
    SELECT 'sentiment' AS dimension, of_theme_label AS value, person FROM here WHERE is_rated AND of_theme_label IS NOT NULL
    UNION ALL
    SELECT 'intent', intent, person FROM here WHERE intent IS NOT NULL
    UNION ALL
    SELECT 'cause', cause, person FROM here WHERE cause IS NOT NULL
    UNION ALL
    SELECT 'feeling', feeling, person FROM here WHERE feeling IS NOT NULL
),
counted AS (
    SELECT dimension, value, count(*) AS n, count(DISTINCT person) AS people FROM cell GROUP BY ALL
),
ranked AS (
    SELECT
        *,
        min(people) OVER (PARTITION BY dimension) AS least,
        coalesce(sum(people) OVER (PARTITION BY dimension ORDER BY people, value ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS below
    FROM counted
)
SELECT
    dimension, value,
    CASE WHEN is_told(people, least, below) THEN n END AS n,
    CAST(sum(n) OVER (PARTITION BY dimension) AS BIGINT) AS n_all
FROM ranked
ORDER BY dimension, n DESC NULLS LAST, value
