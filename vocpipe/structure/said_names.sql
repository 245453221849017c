-- Replaces the names found in the texts in name_batch, which are clean now, by those in name_row (feedback_id, kind, name).
DELETE FROM name_todo WHERE feedback_id IN (SELECT feedback_id FROM name_batch);
DELETE FROM feedback_name
WHERE kind = 'said' AND feedback_id IN (SELECT feedback_id FROM name_batch);
INSERT INTO feedback_name BY NAME SELECT * FROM name_row;
