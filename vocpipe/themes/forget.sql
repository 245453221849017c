-- Takes the sentences in changed_sentence out of their themes; those that still exist are placed anew.
DELETE FROM sentence_theme WHERE sentence_id IN (SELECT sentence_id FROM changed_sentence);
DELETE FROM unthemed WHERE sentence_id IN (SELECT sentence_id FROM changed_sentence);
