-- One row per feedback under the filters, the newest first, $size from $offset on; reposts are one row with n_alike, how
-- many others there are. A theme leaves only feedback that mentions it and gives the sentence that does; words leave only
-- feedback that has one form of each. $wide, $narrow: the letters of full width, and those that they stand for.
WITH mention AS (
    SELECT feedback_id, arg_min(sentence, position) AS sentence
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN in_theme($theme) USING (sentence_id)
    GROUP BY feedback_id
),
said AS (
    SELECT given.*, mention.sentence, lower(translate(given.text, $wide, $narrow)) AS folded
    FROM filtered_feedback($sources, $kinds, CASE WHEN $theme IS NULL THEN $langs END, $plans, CASE WHEN $theme IS NULL THEN $labels END, $since, $until) AS given
    LEFT JOIN mention USING (feedback_id)
    WHERE given.text IS NOT NULL AND ($theme IS NULL OR mention.feedback_id IS NOT NULL)
),
found AS (
    SELECT *, count(*) OVER alike - 1 AS n_alike
    FROM said
    WHERE list_bool_and(
        [list_bool_or([contains(folded, form) FOR form IN forms]) FOR forms IN CAST($words AS VARCHAR[][])]
    ) IS NOT FALSE
    WINDOW alike AS (PARTITION BY coalesce(duplicate_of, feedback_id))
    QUALIFY row_number() OVER (alike ORDER BY created_at DESC NULLS LAST, feedback_id) = 1
)
SELECT
    count(*) OVER () AS n_found,
    n_alike,
    sentence,
    CAST(NULL AS VARCHAR) AS sentiment_label,
    plan, feedback_id, text, source, kind, lang, created_on, score_type, score, url
FROM found
ORDER BY created_at DESC NULLS LAST, feedback_id
LIMIT $size OFFSET $offset
