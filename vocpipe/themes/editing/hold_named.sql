-- Remember the texts of the sentences that a person named; the grain of edit_member is one row per edit and text.
INSERT INTO edit_member
SELECT DISTINCT $edit, text_hash, 'named', NULL, NULL
FROM sentence
WHERE role = 'opinion' AND list_contains($sentences, sentence_id)
ORDER BY text_hash
