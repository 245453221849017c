-- Writes the scores of new_clause to clause_sentiment, and removes those of clauses that are no more.
INSERT OR REPLACE INTO clause_sentiment BY NAME SELECT * FROM new_clause;
DELETE FROM clause_sentiment
WHERE (sentence_id, position, text_hash) NOT IN (SELECT (sentence_id, position, text_hash) FROM sentence_clause)
