-- Removes every row of embedding whose text nobody else said: what the person said, and the clauses of it.
DELETE FROM embedding
WHERE text_hash NOT IN (
    SELECT text_hash FROM sentence
    UNION ALL
    SELECT text_hash FROM sentence_clause
    UNION ALL
    SELECT text_hash FROM training_text
    UNION ALL
    SELECT text_hash FROM guide_text
    UNION ALL
    SELECT text_hash FROM article_text
)
