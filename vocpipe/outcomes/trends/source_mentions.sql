-- One row per main theme that is not retired, source and week with a mention of it.
-- Reads `said` (the rows of said_weeks.sql).
-- theme_id, source, week: the cell
-- n_mentions: pieces of feedback that mention the theme
SELECT theme.theme_id, said.source, said.week, count(DISTINCT said.feedback_id) AS n_mentions
FROM said
JOIN sentence USING (feedback_id)
JOIN sentence_theme AS belongs USING (sentence_id)
JOIN theme USING (theme_id)
WHERE theme.parent_id IS NULL AND theme.state <> 'retired'
GROUP BY ALL
ORDER BY theme.theme_id, said.source, said.week
