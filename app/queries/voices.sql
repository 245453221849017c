-- One row per feedback under the filters, the newest first, $size from $offset on. A theme leaves only feedback that
-- mentions it and gives the sentence that does; words leave only feedback that contains all of them.
WITH mention AS (
    SELECT feedback_id, arg_min(sentence, position) AS sentence
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN in_theme($theme) USING (sentence_id)
    GROUP BY feedback_id
)
SELECT
    count(*) OVER () AS n_found,
    mention.sentence,
    CAST(NULL AS VARCHAR) AS sentiment_label,
    given.plan,
    given.feedback_id, given.text, given.source, given.kind, given.lang, given.created_on, given.score_type, given.score, given.url
FROM filtered_feedback($sources, $kinds, CASE WHEN $theme IS NULL THEN $langs END, $plans, CASE WHEN $theme IS NULL THEN $labels END, $since, $until) AS given
LEFT JOIN mention USING (feedback_id)
WHERE given.text IS NOT NULL
    AND ($theme IS NULL OR mention.feedback_id IS NOT NULL)
    AND list_bool_and([contains(lower(nfc_normalize(given.text)), word) FOR word IN CAST($words AS VARCHAR[])]) IS NOT FALSE
ORDER BY given.created_at DESC NULLS LAST, given.feedback_id
LIMIT $size OFFSET $offset
