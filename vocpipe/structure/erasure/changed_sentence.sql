-- Removes every row of changed_sentence that is about the person. Reads forgotten_sentence.
DELETE FROM changed_sentence WHERE sentence_id IN (SELECT sentence_id FROM forgotten_sentence)
