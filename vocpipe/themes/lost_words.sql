-- One row, or none: whether sentences are gone or changed in the run $run, and their words perhaps with them.
SELECT 1 FROM changed_sentence WHERE run_id = $run AND new_text_hash IS NULL LIMIT 1
