-- Grain: one row of embedding per vector of a text that is nowhere any more, which is removed: a vector tells what its text said.
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
);
