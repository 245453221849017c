-- One row per feedback under the filters, $size from $offset on; reposts are one row with n_alike, how many others there
-- are. A theme leaves only feedback that mentions it and gives the sentence that does. A search leaves what has one form of
-- each of its words (has_words), and what has one of the sentences $near, which say something similar, the nearest first.
-- $best: the best first, by both rankings (vocpipe/search/ranking.py); else the newest. $wide, $narrow: the letters of full
-- width, and those that they stand for. n_found, n_words: how many feedback there are, and how many of them have the words.
WITH mention AS (
    SELECT feedback_id, arg_min(sentence, position) AS sentence
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN in_theme($theme) USING (sentence_id)
    GROUP BY feedback_id
),
near AS (
    SELECT feedback_id, min(place) AS place, arg_min(sentence.text, place) AS sentence
    FROM (
        SELECT
            unnest(CAST($near AS VARCHAR[])) AS sentence_id,
            generate_subscripts(CAST($near AS VARCHAR[]), 1) AS place
    )
    JOIN sentence USING (sentence_id)
    GROUP BY feedback_id
),
said AS (
    SELECT
        given.feedback_id, given.created_at, given.duplicate_of, near.place,
        length(given.text) AS length,
        CASE WHEN len(CAST($words AS VARCHAR[][])) > 0 THEN lower(translate(given.text, $wide, $narrow)) END AS folded
    FROM filtered_feedback($sources, $kinds, CASE WHEN $theme IS NULL THEN $langs END, $plans, CASE WHEN $theme IS NULL THEN $labels END, $since, $until) AS given
    LEFT JOIN mention USING (feedback_id)
    LEFT JOIN near USING (feedback_id)
    WHERE given.text IS NOT NULL AND ($theme IS NULL OR mention.feedback_id IS NOT NULL)
),
found AS MATERIALIZED (
    SELECT
        * EXCLUDE (folded),
        list_bool_and(
            [list_bool_or([contains(folded, form) FOR form IN forms]) FOR forms IN CAST($words AS VARCHAR[][])]
        ) AS has_words,
        count(*) OVER alike - 1 AS n_alike
    FROM said
    WHERE has_words IS NOT FALSE OR place IS NOT NULL
    WINDOW alike AS (PARTITION BY coalesce(duplicate_of, feedback_id))
    QUALIFY row_number() OVER (alike ORDER BY place NULLS LAST, created_at DESC NULLS LAST, feedback_id) = 1
),
by_words AS (
    SELECT feedback_id, rank_weight(row_number() OVER (ORDER BY length, created_at DESC NULLS LAST, feedback_id)) AS weight
    FROM found WHERE $best AND has_words
),
by_meaning AS (
    SELECT feedback_id, rank_weight(row_number() OVER (ORDER BY place, feedback_id)) AS weight
    FROM found WHERE $best AND place IS NOT NULL
),
shown AS (
    SELECT
        feedback_id, n_alike, has_words, created_at,
        coalesce(by_words.weight, 0) + coalesce(by_meaning.weight, 0) AS weight
    FROM found
    LEFT JOIN by_words USING (feedback_id)
    LEFT JOIN by_meaning USING (feedback_id)
    ORDER BY weight DESC, created_at DESC NULLS LAST, feedback_id
    LIMIT $size OFFSET $offset
)
SELECT
    (SELECT count(*) FROM found) AS n_found,
    (SELECT count(*) FROM found WHERE has_words IS NOT FALSE) AS n_words,
    n_alike, has_words,
    coalesce(mention.sentence, near.sentence) AS sentence,
    CAST(NULL AS VARCHAR) AS sentiment_label,
    customer.plan, feedback_id, text, source, kind, lang, created_on, score_type, score, url
FROM shown
JOIN feedback USING (feedback_id)
LEFT JOIN customer USING (customer_id)
LEFT JOIN mention USING (feedback_id)
LEFT JOIN near USING (feedback_id)
ORDER BY weight DESC, shown.created_at DESC NULLS LAST, feedback_id
