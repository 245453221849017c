-- Gives names and keywords to themes, one row per theme in renamed_theme: theme_id, name_ja, name_en, keywords.
UPDATE machine_theme SET name_ja = renamed.name_ja, name_en = renamed.name_en, keywords = renamed.keywords
FROM renamed_theme AS renamed
WHERE renamed.theme_id = machine_theme.theme_id
