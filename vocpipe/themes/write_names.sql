-- Call themes other than the machine did by itself, one row each in given_name: theme_id, name_ja, name_en (null: as it is).
UPDATE machine_theme
SET name_ja = coalesce(given_name.name_ja, machine_theme.name_ja),
    name_en = coalesce(given_name.name_en, machine_theme.name_en)
FROM given_name
WHERE given_name.theme_id = machine_theme.theme_id
