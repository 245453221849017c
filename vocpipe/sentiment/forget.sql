-- Deletes the scores and facets of the sentences in changed_sentence, and those of their clauses; those that still exist get
-- new ones.
DELETE FROM sentence_sentiment WHERE sentence_id IN (SELECT sentence_id FROM changed_sentence);
DELETE FROM sentence_facet WHERE sentence_id IN (SELECT sentence_id FROM changed_sentence);
DELETE FROM clause_sentiment WHERE sentence_id IN (SELECT sentence_id FROM changed_sentence);
