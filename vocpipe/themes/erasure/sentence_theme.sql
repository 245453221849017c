-- Removes every row of sentence_theme that is about the person. Reads forgotten_sentence.
DELETE FROM sentence_theme WHERE sentence_id IN (SELECT sentence_id FROM forgotten_sentence)
