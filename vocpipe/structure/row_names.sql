-- Replaces the names in the columns of the rows in name_batch by those in name_row (feedback_id, kind, name).
DELETE FROM feedback_name
WHERE kind <> 'said' AND feedback_id IN (SELECT feedback_id FROM name_batch);
INSERT INTO feedback_name BY NAME SELECT * FROM name_row;
