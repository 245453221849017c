-- One row: what leaves with the sentences $sentences and all with the same text, and what stays in the theme $theme.
WITH moved AS (
    SELECT sentence_id
    FROM sentence
    WHERE role = 'opinion' AND text IN (
        SELECT text FROM sentence WHERE list_contains(CAST($sentences AS VARCHAR[]), sentence_id)
    )
)
SELECT
    (SELECT count(*) FROM moved) AS n_moved,
    count(*) FILTER (WHERE belongs.sentence_id NOT IN (SELECT sentence_id FROM moved)) AS n_left
FROM sentence_theme AS belongs
WHERE belongs.theme_id = $theme
