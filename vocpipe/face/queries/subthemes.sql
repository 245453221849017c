-- One row per sub-theme that has not retired: the name of its theme, and every column of theme.
SELECT main.name AS theme, theme.name, theme.* EXCLUDE (name)
FROM theme
JOIN theme AS main ON main.theme_id = theme.parent_id
WHERE theme.state <> 'retired'
ORDER BY main.n_customers DESC, main.theme_id, theme.n_sentences DESC, theme.theme_id
