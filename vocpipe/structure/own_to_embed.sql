-- One row per training sentence in the language $lang (null: in any), if $model has a vector of none of them yet:
-- model, text_hash, text.
WITH own AS (
    SELECT DISTINCT text_hash, text FROM training_text WHERE lang = $lang OR $lang IS NULL
)
SELECT CAST($model AS VARCHAR) AS model, text_hash, text
FROM own
WHERE NOT EXISTS (SELECT 1 FROM embedding JOIN own AS other USING (text_hash) WHERE embedding.model = $model)
ORDER BY length(text), text_hash
