-- Removes every row of machine_placement whose text was the person's alone. Reads forgotten_sentence.
DELETE FROM machine_placement
WHERE text_hash IN (SELECT text_hash FROM forgotten_sentence) AND text_hash NOT IN (SELECT text_hash FROM sentence)
