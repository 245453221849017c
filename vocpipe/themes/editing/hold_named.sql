-- Hold for the edit $edit the texts of the sentences that a person named. Grain of edit_member: one row per edit and text.
INSERT INTO edit_member
SELECT DISTINCT $edit, text_hash, 'named', NULL, NULL
FROM sentence
WHERE role = 'opinion' AND list_contains($sentences, sentence_id)
ORDER BY text_hash
