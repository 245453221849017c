-- One row per source, language and plan of the theme under the filters. n and share are null if fewer than five people
-- stand behind the cell; an anonymous voice counts as one person. share: of all the cell's things opinion.
WITH here AS (
    SELECT sentence_id, feedback_id, person, cut.dimension, cut.value
    FROM (
        SELECT *, unnest([
            {'dimension': 'source', 'value': source}, {'dimension': 'lang', 'value': lang}, {'dimension': 'plan', 'value': plan}
        ]) AS cut
        FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    )
    WHERE cut.value IS NOT NULL
),
whole AS (
    SELECT dimension, value, count(DISTINCT feedback_id) AS n FROM here GROUP BY ALL
),
mention AS (
    SELECT dimension, value, count(DISTINCT feedback_id) AS n, count(DISTINCT person) AS people
    FROM here
    JOIN in_theme($theme) USING (sentence_id)
    GROUP BY ALL
)
SELECT
    dimension,
    value,
    CASE WHEN mention.people >= 5 THEN mention.n END AS n,
    CASE WHEN mention.people >= 5 THEN mention.n / whole.n END AS share
FROM mention
JOIN whole USING (dimension, value)
ORDER BY dimension, n DESC NULLS LAST, value
