-- One row per opinion or verdict without a score by the current head: sentence_id, text_hash, text, lang.
-- Parameter: basis (the current head's, as in sentence_sentiment.basis).
SELECT sentence_id, text_hash, text, lang
FROM sentence
ANTI JOIN (SELECT sentence_id FROM sentence_sentiment WHERE basis = $basis) USING (sentence_id)
WHERE role IN ('opinion', 'verdict')
ORDER BY sentence_id
