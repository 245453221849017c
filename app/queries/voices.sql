-- One row per thing said under the filters, the newest first, $size from $offset on. A theme keeps those that mention it
-- and gives the sentence that does; words keep those with all of them.
WITH mention AS (
    SELECT feedback_id, arg_min(sentence, position) AS sentence
    FROM said($sources, $kinds, $langs, $plans, $labels, $since, $until) AS said
    JOIN in_theme($theme) USING (sentence_id)
    GROUP BY feedback_id
)
SELECT
    count(*) OVER () AS n_found,
    mention.sentence,
    CAST(NULL AS VARCHAR) AS sentiment_label,
    heard.plan,
    heard.feedback_id, heard.text, heard.source, heard.kind, heard.lang, heard.created_on, heard.score_type, heard.score, heard.url
FROM heard($sources, $kinds, CASE WHEN $theme IS NULL THEN $langs END, $plans, CASE WHEN $theme IS NULL THEN $labels END, $since, $until) AS heard
LEFT JOIN mention USING (feedback_id)
WHERE heard.text IS NOT NULL
    AND ($theme IS NULL OR mention.feedback_id IS NOT NULL)
    AND list_bool_and([contains(lower(nfc_normalize(heard.text)), word) FOR word IN CAST($words AS VARCHAR[])]) IS NOT FALSE
ORDER BY heard.created_at DESC NULLS LAST, heard.feedback_id
LIMIT $size OFFSET $offset
