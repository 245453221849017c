-- One row per theme that is not a sub-theme and has not retired, the most customers first: every column of theme.
SELECT name, n_customers, n_sentences, sentiment, * EXCLUDE (name, n_customers, n_sentences, sentiment)
FROM theme
WHERE parent_id IS NULL AND state <> 'retired'
ORDER BY n_customers DESC, theme_id
