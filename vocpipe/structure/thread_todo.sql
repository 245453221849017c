-- Adds to name_todo each cleaned text outside of name_batch that has a name which a text in it, of its thread, was found to
-- have: it is cleaned again.
INSERT INTO name_todo
SELECT DISTINCT other.feedback_id
FROM name_batch AS fresh
JOIN feedback_raw AS raw ON raw.feedback_id = fresh.feedback_id
JOIN feedback_name AS found ON found.feedback_id = fresh.feedback_id AND found.kind = 'said'
JOIN feedback_raw AS other ON other.thread_id = raw.thread_id AND other.source = raw.source
JOIN feedback_clean AS clean ON clean.feedback_id = other.feedback_id
WHERE other.feedback_id NOT IN (SELECT feedback_id FROM name_batch)
    AND other.deleted_at IS NULL
    AND contains(clean.text, found.name);
