-- One row per sentence and theme it belongs to, with the columns of sentence_theme.
SELECT sentence_id, theme_id, true AS is_primary, score, method, sentiment, sentiment_label FROM pending_place
UNION ALL
SELECT sentence_id, subtheme_id, false, score, method, sentiment, sentiment_label FROM pending_place WHERE subtheme_id IS NOT NULL
ORDER BY theme_id, sentence_id
