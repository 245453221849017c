-- Fills duplicate, one row per text that was written before: feedback_id, duplicate_of (the first of the similar texts, by
-- time), kind (exact | near), similarity (1 for exact; else to the text that it was found by). Takes $min_similarity.
-- Reads duplicate_pair, and duplicate_compared, which has all of its pairs.
WITH RECURSIVE ordered AS (
    SELECT
        clean.feedback_id,
        clean.text_hash,
        row_number() OVER (ORDER BY raw.created_at NULLS LAST, clean.feedback_id) AS rank
    FROM feedback_clean AS clean
    JOIN feedback_raw AS raw USING (feedback_id)
    WHERE clean.text_hash IS NOT NULL
),
grouped AS (
    SELECT feedback_id, text_hash, first_value(feedback_id) OVER (PARTITION BY text_hash ORDER BY rank) AS first_id
    FROM ordered
),
link AS (
    SELECT compared.feedback_id, compared.earlier_id, compared.similarity
    FROM duplicate_compared AS compared
    SEMI JOIN duplicate_pair USING (feedback_id, earlier_id)
    JOIN ordered ON ordered.feedback_id = compared.earlier_id
    WHERE compared.similarity >= $min_similarity
    QUALIFY row_number() OVER (PARTITION BY compared.feedback_id ORDER BY ordered.rank) = 1
),
walk AS (
    SELECT feedback_id, earlier_id AS root, similarity FROM link
    UNION ALL
    SELECT walk.feedback_id, link.earlier_id, walk.similarity
    FROM walk
    JOIN link ON link.feedback_id = walk.root
),
rooted AS (
    SELECT walk.feedback_id, walk.root, walk.similarity
    FROM walk
    ANTI JOIN link ON link.feedback_id = walk.root
)
INSERT INTO duplicate (feedback_id, duplicate_of, kind, similarity)
SELECT
    grouped.feedback_id,
    coalesce(rooted.root, grouped.first_id) AS duplicate_of,
    CASE WHEN rooted.root IS NULL THEN 'exact' ELSE 'near' END AS kind,
    coalesce(rooted.similarity, 1.0) AS similarity
FROM grouped
LEFT JOIN rooted ON rooted.feedback_id = grouped.first_id
WHERE coalesce(rooted.root, grouped.first_id) <> grouped.feedback_id
