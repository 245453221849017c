-- Grain: one row per theme or sub-theme: theme_id; name_en, name_ja, each else in the other language. Reads published tables.
SELECT
    theme_id, coalesce(name_en, name_ja, theme_id) AS name_en, coalesce(name_ja, name_en, theme_id) AS name_ja
FROM theme
