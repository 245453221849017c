-- Removes every row of embedding whose text was the person's alone. Reads forgotten_sentence.
DELETE FROM embedding
WHERE text_hash IN (SELECT text_hash FROM forgotten_sentence)
    AND text_hash NOT IN (
        SELECT text_hash FROM sentence UNION SELECT text_hash FROM training_text UNION SELECT text_hash FROM guide_text
    )
