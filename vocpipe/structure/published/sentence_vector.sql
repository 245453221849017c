-- sentence_vector: one row per opinion whose text may be shown: what it means, as a direction; near ones mean similar things.
-- sentence_id: the sentence
-- vector: the unit vector of the masked text by the model of all languages (run.models), each component times 127 and rounded
SELECT sentence_id, CAST(list_transform(embedding.vector, lambda part: round(127 * part)) AS TINYINT[]) AS vector
FROM sentence
JOIN embedding USING (text_hash)
LEFT JOIN unquotable USING (feedback_id)
WHERE role = 'opinion' AND embedding.model = getvariable('shared_model') AND unquotable.feedback_id IS NULL
ORDER BY sentence_id
