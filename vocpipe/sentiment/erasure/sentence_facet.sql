-- Removes every row of sentence_facet that is about the person. Reads forgotten_sentence.
DELETE FROM sentence_facet WHERE sentence_id IN (SELECT sentence_id FROM forgotten_sentence)
