-- One row per theme that has not retired and is not hidden, the largest first: theme_id, its names, is_guided (one of the company's
-- own), n_taught, n_sentences under the filters (null where one to four people stand behind it), is_empty (it has none), and
-- n_all, the opinions under the filters.
WITH opinion AS (
    SELECT sentence_no, person FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until)
),
mention AS (
    SELECT belongs.theme_id, count(*) AS n, count(DISTINCT person) AS people
    FROM opinion JOIN kept_belongs AS belongs USING (sentence_no)
    WHERE belongs.is_primary
    GROUP BY belongs.theme_id
)
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en, theme.is_guided, theme.n_taught,
    told(coalesce(mention.n, 0), coalesce(mention.people, 0)) AS n_sentences,
    mention.n IS NULL AS is_empty,
    (SELECT count(*) FROM opinion) AS n_all
FROM theme
LEFT JOIN mention USING (theme_id)
WHERE theme.parent_id IS NULL AND theme.state <> 'retired' AND NOT theme.is_hidden
ORDER BY n_sentences DESC NULLS LAST, theme.theme_id
