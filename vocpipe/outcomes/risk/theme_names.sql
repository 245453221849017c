-- Grain: one row per active main theme.
-- theme_id
-- name_en, name_ja: its name in each language, or in the other if it has none, or its id
SELECT theme_id, coalesce(name_en, name_ja, theme_id) AS name_en, coalesce(name_ja, name_en, theme_id) AS name_ja
FROM theme
WHERE parent_id IS NULL AND state = 'active'
