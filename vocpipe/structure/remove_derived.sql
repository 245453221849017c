-- Deletes what was derived from the texts in structure_batch, except the sentences that are in structure_sentence too.
DELETE FROM sentence
WHERE feedback_id IN (SELECT feedback_id FROM structure_batch)
    AND sentence_id NOT IN (SELECT sentence_id FROM structure_sentence);
DELETE FROM survey_answer WHERE feedback_id IN (SELECT feedback_id FROM structure_batch);
DELETE FROM duplicate_band WHERE feedback_id IN (SELECT feedback_id FROM structure_batch);
DELETE FROM duplicate WHERE feedback_id IN (SELECT feedback_id FROM structure_batch);
DELETE FROM duplicate_compared
WHERE feedback_id IN (SELECT feedback_id FROM structure_batch) OR earlier_id IN (SELECT feedback_id FROM structure_batch);
