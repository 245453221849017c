-- One row per mention: main theme that is not retired, and piece of feedback.
-- Reads `said` (the rows of said_weeks.sql).
-- theme_id: the theme
-- feedback_id, source, account, week: as in said
SELECT DISTINCT theme.theme_id, said.feedback_id, said.source, said.account, said.week
FROM said
JOIN sentence USING (feedback_id)
JOIN sentence_theme AS belongs USING (sentence_id)
JOIN theme USING (theme_id)
WHERE theme.parent_id IS NULL AND theme.state <> 'retired'
