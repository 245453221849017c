-- One row per theme or sub-theme of a snapshot that the machine found: theme_id, parent_id, name_ja, name_en, keywords,
-- state, born_run (it is not published). A name that a person gave is null: the edit gives it again.
SELECT
    theme.theme_id,
    theme.parent_id,
    CASE WHEN theme.name_ja_by IS NULL THEN theme.name_ja END AS name_ja,
    CASE WHEN theme.name_en_by IS NULL THEN theme.name_en END AS name_en,
    theme.keywords,
    CASE theme.state WHEN 'retired' THEN 'retired' ELSE 'active' END AS state,
    '' AS born_run
FROM theme
WHERE theme.theme_id NOT IN (SELECT theme_id FROM theme_edit WHERE kind = 'split' AND theme_id IS NOT NULL)
ORDER BY theme.theme_id
