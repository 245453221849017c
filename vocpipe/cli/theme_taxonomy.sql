-- One row per theme that has not retired and is not hidden, the largest first: theme_id, name, is_guided, n_taught, n_sentences, and how
-- many opinions there are in all (opinions).
SELECT
  theme.theme_id, theme.name, theme.is_guided, theme.n_taught, theme.n_sentences,
  (SELECT count(*) FROM sentence WHERE role = 'opinion') AS opinions
FROM theme
WHERE theme.parent_id IS NULL AND theme.state <> 'retired' AND NOT theme.is_hidden
ORDER BY theme.n_sentences DESC, theme.theme_id
