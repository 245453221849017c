-- Adds to changed_sentence one row per sentence of the texts in structure_batch that is no longer in structure_sentence,
-- or is there with another hash, language or role. Takes $run_id.
-- Other own names give another hash, and so another vector. The old hash is the one before the run, even if a killed run
-- had changed the sentence already.
INSERT INTO changed_sentence
SELECT $run_id AS run_id, old.sentence_id, old.text_hash AS old_text_hash, new.text_hash AS new_text_hash
FROM sentence AS old
SEMI JOIN structure_batch USING (feedback_id)
LEFT JOIN structure_sentence AS new ON new.sentence_id = old.sentence_id
WHERE new.text_hash IS DISTINCT FROM old.text_hash
    OR new.lang IS DISTINCT FROM old.lang
    OR new.role IS DISTINCT FROM old.role
ON CONFLICT DO UPDATE SET new_text_hash = excluded.new_text_hash
