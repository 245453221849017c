-- Removes every row of clause_sentiment that is about the person. Reads forgotten_sentence.
DELETE FROM clause_sentiment WHERE sentence_id IN (SELECT sentence_id FROM forgotten_sentence)
