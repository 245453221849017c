-- One row per point of a small map, at most $size of them, always the same: its place, theme (null for none), whether the theme has enough
-- people behind it to be named; and on each row how many opinions there are, and how many people said them.
WITH place AS (
    SELECT place.x, place.y, theme.theme_id, opinion.person, opinion.sentence_id
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN sentence_place AS place USING (sentence_id)
    LEFT JOIN kept_belongs AS belongs ON belongs.sentence_no = opinion.sentence_no AND belongs.is_primary
    LEFT JOIN theme ON theme.theme_id = belongs.theme_id AND theme.state = 'active' AND NOT theme.is_hidden
),
whole AS (
    SELECT count(*) AS n, count(DISTINCT person) AS people FROM place
),
large AS (
    SELECT theme_id, count(*) AS n FROM place WHERE theme_id IS NOT NULL
    GROUP BY theme_id HAVING count(DISTINCT person) >= least_people()
    ORDER BY n DESC, theme_id LIMIT 5
)
SELECT round(place.x, 1) AS x, round(place.y, 1) AS y, large.theme_id, large.n AS n_theme, whole.n, whole.people
FROM place
CROSS JOIN whole
LEFT JOIN large USING (theme_id)
ORDER BY md5(place.sentence_id)
LIMIT $size
