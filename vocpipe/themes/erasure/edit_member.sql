-- Removes every row of edit_member whose text was the person's alone. Reads forgotten_sentence.
DELETE FROM edit_member
WHERE text_hash IN (SELECT text_hash FROM forgotten_sentence) AND text_hash NOT IN (SELECT text_hash FROM sentence)
