-- Removes every row of unthemed that is about the person. Reads forgotten_sentence.
DELETE FROM unthemed WHERE sentence_id IN (SELECT sentence_id FROM forgotten_sentence)
