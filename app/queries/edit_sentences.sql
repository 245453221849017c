-- One row per wording in the theme $theme that holds all of $words (null: every one), the commonest first, over all data.
SELECT min(sentence.sentence_id) AS sentence_id, sentence.text, count(*) AS n, max(feedback.created_on) AS last_on
FROM sentence_theme AS belongs
JOIN sentence USING (sentence_id)
JOIN feedback USING (feedback_id)
WHERE belongs.theme_id = $theme
    AND sentence.text IS NOT NULL
    AND list_bool_and([contains(lower(nfc_normalize(sentence.text)), word) FOR word IN CAST($words AS VARCHAR[])]) IS NOT FALSE
GROUP BY sentence.text
ORDER BY n DESC, last_on DESC NULLS LAST, sentence.text
LIMIT 300
