-- Removes every row of former_id that is about the person. Reads forgotten_id.
DELETE FROM former_id WHERE new_id IN (SELECT id FROM forgotten_id)
