-- Removes every row of sentence_sentiment that is about the person. Reads forgotten_sentence.
DELETE FROM sentence_sentiment WHERE sentence_id IN (SELECT sentence_id FROM forgotten_sentence)
