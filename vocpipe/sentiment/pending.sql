-- One row per opinion or verdict that has no score with the present head: sentence_id, text_hash, text, lang.
-- Takes $basis: what sentence_sentiment.basis of the present head is.
SELECT sentence_id, text_hash, text, lang
FROM sentence
ANTI JOIN (SELECT sentence_id FROM sentence_sentiment WHERE basis = $basis) USING (sentence_id)
WHERE role IN ('opinion', 'verdict')
ORDER BY sentence_id
