-- One row per theme that the nearest sentences to a question are in, the best first, five at most: theme_id, name_ja,
-- name_en. $near: the sentences, the nearest first; each gives its theme what its place is worth.
SELECT theme_id, any_value(name_ja) AS name_ja, any_value(name_en) AS name_en
FROM (
    SELECT
        unnest(CAST($near AS VARCHAR[])) AS sentence_id,
        generate_subscripts(CAST($near AS VARCHAR[]), 1) AS place
) AS nearest
JOIN sentence_theme AS belongs USING (sentence_id)
JOIN theme USING (theme_id)
WHERE belongs.is_primary
GROUP BY theme_id
ORDER BY sum(rank_weight(place)) DESC, theme_id
LIMIT 5
