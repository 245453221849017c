-- Takes out what was derived from the sentences of the texts in structure_batch, except those that stay as they were in
-- structure_sentence, which keep their themes and sentiment; other own names make another hash, and so another vector.
CREATE OR REPLACE TEMP TABLE structure_forgotten AS
SELECT old.sentence_id
FROM sentence AS old
SEMI JOIN structure_batch USING (feedback_id)
ANTI JOIN structure_sentence AS new
    ON new.sentence_id = old.sentence_id
    AND new.text_hash = old.text_hash
    AND new.lang = old.lang
    AND new.role = old.role;

DELETE FROM sentence_theme WHERE sentence_id IN (SELECT sentence_id FROM structure_forgotten);
DELETE FROM unthemed WHERE sentence_id IN (SELECT sentence_id FROM structure_forgotten);
DELETE FROM sentence_sentiment WHERE sentence_id IN (SELECT sentence_id FROM structure_forgotten);
DELETE FROM sentence
WHERE sentence_id IN (SELECT sentence_id FROM structure_forgotten)
    AND sentence_id NOT IN (SELECT sentence_id FROM structure_sentence);
DELETE FROM survey_answer WHERE feedback_id IN (SELECT feedback_id FROM structure_batch);
DELETE FROM duplicate_band WHERE feedback_id IN (SELECT feedback_id FROM structure_batch);
DELETE FROM duplicate WHERE feedback_id IN (SELECT feedback_id FROM structure_batch);
DELETE FROM duplicate_compared
WHERE feedback_id IN (SELECT feedback_id FROM structure_batch) OR earlier_id IN (SELECT feedback_id FROM structure_batch);
