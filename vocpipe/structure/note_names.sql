-- Replaces what every text is searched for by name_row (kind, name), and adds the texts in name_batch to name_todo.
DELETE FROM known_name;
INSERT INTO known_name BY NAME SELECT * FROM name_row;
INSERT INTO name_todo SELECT feedback_id FROM name_batch;
