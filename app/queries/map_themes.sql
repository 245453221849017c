-- One row per active main theme: its names, the largest first.
SELECT theme_id, name, name_ja, name_en
FROM theme
WHERE parent_id IS NULL AND state = 'active'
ORDER BY n_sentences DESC, theme_id
