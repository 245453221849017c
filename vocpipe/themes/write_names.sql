-- Write names that a program gave, one row per theme in given_name: theme_id, name_ja, name_en (null: the name stays).
UPDATE machine_theme
SET name_ja = coalesce(given_name.name_ja, machine_theme.name_ja),
    name_en = coalesce(given_name.name_en, machine_theme.name_en)
FROM given_name
WHERE given_name.theme_id = machine_theme.theme_id
