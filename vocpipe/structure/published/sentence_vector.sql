-- sentence_vector: one row per opinion whose text may be shown: what it means, as a direction; near ones mean similar things.
-- sentence_id: the sentence
-- vector: the vector of the masked text by the model of all languages (run.models), each component times 254 and rounded
-- A vector that does not fit is left out: a component of a unit vector is far below a half.
SELECT sentence_id, TRY_CAST(list_transform(embedding.vector, lambda part: round(254 * part)) AS TINYINT[]) AS vector
FROM sentence
JOIN embedding USING (text_hash)
LEFT JOIN unquotable USING (feedback_id)
WHERE role = 'opinion' AND embedding.model = getvariable('shared_model') AND unquotable.feedback_id IS NULL
ORDER BY sentence_id
