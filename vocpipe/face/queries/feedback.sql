-- One row per piece of feedback, the newest first: every column of feedback, and the names of its themes.
SELECT feedback.*, themes.themes
FROM feedback
LEFT JOIN (
  SELECT sentence.feedback_id, list(DISTINCT theme.name ORDER BY theme.name) AS themes
  FROM sentence
  JOIN sentence_theme ON sentence_theme.sentence_id = sentence.sentence_id AND sentence_theme.is_primary
  JOIN theme USING (theme_id)
  GROUP BY sentence.feedback_id
) AS themes USING (feedback_id)
ORDER BY feedback.created_at DESC, feedback.feedback_id
