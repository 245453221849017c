-- Forget where a text stands when no opinion has it any more. Grain of text_place: one row per text.
DELETE FROM text_place WHERE text_hash NOT IN (SELECT text_hash FROM sentence WHERE role = 'opinion')
