-- One row per theme or sub-theme that has not retired, each theme followed by its sub-themes, the largest first:
-- theme_id, is_sub, n_sentences, name, is_pinned, is_hidden
SELECT theme.theme_id, theme.parent_id IS NOT NULL AS is_sub, theme.n_sentences, theme.name, theme.is_pinned,
  theme.is_hidden
FROM theme
LEFT JOIN theme AS main ON main.theme_id = theme.parent_id
WHERE theme.state <> 'retired'
ORDER BY coalesce(main.n_sentences, theme.n_sentences) DESC, coalesce(main.theme_id, theme.theme_id), is_sub,
  theme.n_sentences DESC, theme.theme_id
