-- One row per stored vector that is none: model, text_hash.
-- Either it is not as long as most vectors of its model, or it holds something that is not a number. Zeros alone are
-- allowed: a model may give them for a text without words that it knows.
WITH usual AS (
    SELECT model, mode(len(vector)) AS dimensions FROM embedding GROUP BY model
)
SELECT embedding.model, embedding.text_hash
FROM embedding JOIN usual USING (model)
WHERE len(vector) <> dimensions OR list_sum(vector) IS NULL OR NOT isfinite(list_sum(vector))
