-- sentence_vector: one row per opinion whose text may be shown: what it means, as a direction; near ones mean similar things.
-- sentence_id: the sentence, as in the snapshot of the same run
-- model: the model of all languages that its masked text was embedded with
-- vector: the unit vector, rounded to four decimals
SELECT sentence_id, embedding.model, list_transform(embedding.vector, lambda part: round(part, 4)) AS vector
FROM sentence
JOIN embedding USING (text_hash)
LEFT JOIN unquotable USING (feedback_id)
WHERE role = 'opinion' AND embedding.model = getvariable('shared_model') AND unquotable.feedback_id IS NULL
