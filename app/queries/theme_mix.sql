-- One row per source, language and plan of the theme under the filters. n and share are null if fewer than five people
-- stand behind the cell, or if a smaller one would follow from the rest; an anonymous voice counts as one person. share: of
-- all the cell's things opinion.
WITH here AS (
    SELECT sentence_no, feedback_no, person, cut.dimension, cut.value
    FROM (
        SELECT *, unnest([
            {'dimension': 'source', 'value': source}, {'dimension': 'lang', 'value': lang}, {'dimension': 'plan', 'value': plan}
        ]) AS cut
        FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    )
),
whole AS (
    SELECT dimension, value, count(DISTINCT feedback_no) AS n FROM here GROUP BY ALL
),
mention AS (
    SELECT dimension, value, count(DISTINCT feedback_no) AS n, count(DISTINCT person) AS people
    FROM here
    JOIN in_theme($theme) USING (sentence_no)
    GROUP BY ALL
),
ranked AS (
    SELECT
        *,
        min(people) OVER (PARTITION BY dimension) AS least,
        coalesce(sum(people) OVER (PARTITION BY dimension ORDER BY people, value ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS below
    FROM mention
)
SELECT
    dimension,
    value,
    CASE WHEN is_told(people, least, below) THEN ranked.n END AS n,
    CASE WHEN is_told(people, least, below) THEN ranked.n / whole.n END AS share
FROM ranked
JOIN whole USING (dimension, value)
WHERE value IS NOT NULL
ORDER BY dimension, n DESC NULLS LAST, value
