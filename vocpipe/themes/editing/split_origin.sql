-- Grain: one row, or none if what the split $edit takes is in no theme. Columns: theme_id (the theme that most of it is
-- in so far), overlap (the share of that theme that it takes).
WITH taken AS (
    SELECT text_hash
    FROM edit_work
    WHERE subtheme_id = $source OR text_hash IN (SELECT text_hash FROM edit_member WHERE edit_id = $edit AND how = 'named')
)
SELECT theme_id, count(taken.text_hash) / count(*) AS overlap
FROM edit_work LEFT JOIN taken USING (text_hash)
WHERE theme_id IS NOT NULL
GROUP BY theme_id
HAVING count(taken.text_hash) > 0
ORDER BY count(taken.text_hash) DESC, theme_id
LIMIT 1
