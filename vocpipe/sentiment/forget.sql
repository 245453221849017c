-- Deletes the scores of the sentences in changed_sentence; those that still exist are scored anew.
DELETE FROM sentence_sentiment WHERE sentence_id IN (SELECT sentence_id FROM changed_sentence)
