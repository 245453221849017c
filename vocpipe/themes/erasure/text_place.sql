-- Removes every row of text_place whose text was the person's alone. Reads forgotten_sentence.
DELETE FROM text_place
WHERE text_hash IN (SELECT text_hash FROM forgotten_sentence) AND text_hash NOT IN (SELECT text_hash FROM sentence)
