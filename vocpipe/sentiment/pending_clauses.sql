-- One row per clause without a score by the current head: sentence_id, position, text_hash, text, lang.
-- Parameter: basis (the current head's, as in clause_sentiment.basis).
SELECT sentence_id, position, text_hash, text, lang
FROM sentence_clause
ANTI JOIN (SELECT sentence_id, position, text_hash FROM clause_sentiment WHERE basis = $basis)
    USING (sentence_id, position, text_hash)
ORDER BY sentence_id, position
