-- One row: what the themes $themes hold together, over all data.
SELECT count(DISTINCT sentence_id) AS n_sentences, count(DISTINCT feedback_id) AS n_feedback
FROM sentence_theme
JOIN sentence USING (sentence_id)
WHERE list_contains(CAST($themes AS VARCHAR[]), theme_id)
