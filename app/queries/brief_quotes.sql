-- Up to three sentences per theme of the list $themes, the nearest first, those in the language $lang before others; none
-- where fewer than five people mention the theme in the days from $now_from to $now_to. Duplicates are left out.
WITH said AS (
    SELECT
        belongs.theme_id, belongs.score, sentence.sentence_id, sentence.text, sentence.lang, feedback.feedback_id,
        coalesce(feedback.customer_id, feedback.feedback_id) AS person, feedback.duplicate_of
    FROM sentence_theme AS belongs
    JOIN sentence ON sentence.sentence_id = belongs.sentence_id AND sentence.role = 'opinion'
    JOIN feedback USING (feedback_id)
    WHERE list_contains(CAST($themes AS VARCHAR[]), belongs.theme_id)
        AND feedback.created_on BETWEEN CAST($now_from AS DATE) AND CAST($now_to AS DATE)
),
enough AS (
    SELECT theme_id FROM said GROUP BY theme_id HAVING count(DISTINCT person) >= least_people()
)
SELECT said.theme_id, said.text, said.lang, said.feedback_id
FROM said
JOIN enough USING (theme_id)
WHERE said.text IS NOT NULL AND said.duplicate_of IS NULL AND length(said.text) BETWEEN 6 AND 140
QUALIFY row_number() OVER (PARTITION BY said.theme_id ORDER BY said.lang <> $lang, said.score DESC, said.sentence_id) <= 3
ORDER BY said.theme_id, said.lang <> $lang, said.score DESC, said.sentence_id
