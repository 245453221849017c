-- One row per active theme and sub-theme: what a theme can be merged with, or sentences moved to; over all data.
SELECT
    theme.theme_id, theme.parent_id, theme.name, theme.name_ja, theme.name_en, theme.n_feedback,
    parent.name AS parent_name, parent.name_ja AS parent_name_ja, parent.name_en AS parent_name_en
FROM theme
LEFT JOIN theme AS parent ON parent.theme_id = theme.parent_id
WHERE theme.state <> 'retired'
ORDER BY theme.n_feedback DESC, theme.theme_id
