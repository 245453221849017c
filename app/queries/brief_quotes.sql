-- Up to three sentences per theme of the list $themes, the nearest first, those in the language $lang before others; none
-- where fewer than five people mention the theme in the days from $now_from to $now_to. Duplicates are left out.
WITH said AS (
    SELECT
        belongs.theme_id, belongs.score, opinion.sentence_id, opinion.lang, opinion.feedback_id, opinion.person,
        opinion.is_duplicate
    FROM kept_belongs AS belongs
    JOIN kept_opinion AS opinion USING (sentence_no)
    WHERE list_contains(CAST($themes AS VARCHAR[]), belongs.theme_id)
        AND opinion.created_on BETWEEN CAST($now_from AS DATE) AND CAST($now_to AS DATE)
),
enough AS (
    SELECT theme_id FROM said GROUP BY theme_id HAVING count(DISTINCT person) >= least_people()
)
SELECT said.theme_id, sentence.text, said.lang, said.feedback_id
FROM said
JOIN sentence USING (sentence_id)
JOIN enough USING (theme_id)
WHERE NOT said.is_duplicate AND length(sentence.text) BETWEEN 6 AND 140
QUALIFY row_number() OVER (PARTITION BY said.theme_id ORDER BY said.lang <> $lang, said.score DESC, said.sentence_id) <= 3
ORDER BY said.theme_id, said.lang <> $lang, said.score DESC, said.sentence_id
