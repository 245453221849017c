-- One row per feedback under the filters, $size from $offset on; reposts are one row with n_alike, how many others there
-- are. A theme leaves only feedback that mentions it and gives the sentence that does. A search leaves what has one form of
-- each of its words (has_words), and what has one of the sentences $near, which say something similar, the nearest first.
-- $best: the best first, by both rankings (vocpipe/search/ranking.py); else the newest. $wide, $narrow: letters of full width
-- that the words may be written in, and those that they stand for. n_found, n_words: how many feedback there are, and how many of them have the words.
-- facets: how many there are of each value of each filter (facet, value, n), if all other filters stay; n is null if fewer
-- than five people stand behind it. Under a theme, languages and sentiments are those of its sentences and not freed.
WITH mention AS (
    SELECT feedback_no, arg_min(sentence_id, position) AS sentence_id
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN in_theme($theme) USING (sentence_no)
    GROUP BY feedback_no
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
matched AS MATERIALIZED (
    SELECT
        * EXCLUDE (folded),
        has_words(folded, $words) AS has_words,
        is_one_of($sources, source) AS in_sources,
        is_one_of($kinds, kind) AS in_kinds,
        $theme IS NOT NULL OR is_one_of($langs, lang) AS in_langs,
        is_one_of($plans, plan) AS in_plans,
        $theme IS NOT NULL OR has_one_of($labels, labels) AS in_labels,
        has_one_of($intents, intents) AS in_intents,
        has_one_of($causes, causes) AS in_causes,
        has_one_of($feelings, feelings) AS in_feelings
    FROM (
        SELECT
            given.* EXCLUDE (customer_no, customer_id, created_on), near.place,
            CASE WHEN len(CAST($words AS VARCHAR[][])) > 0 THEN folded(text, $wide, $narrow) END AS folded
        FROM filtered_feedback(NULL, NULL, NULL, NULL, NULL, $since, $until) AS given
        LEFT JOIN (SELECT feedback_id, text FROM feedback WHERE len(CAST($words AS VARCHAR[][])) > 0) USING (feedback_id)
        LEFT JOIN mention USING (feedback_no)
        LEFT JOIN near USING (feedback_id)
        WHERE given.length IS NOT NULL AND ($theme IS NULL OR mention.feedback_no IS NOT NULL)
    )
    WHERE has_words IS NOT FALSE OR place IS NOT NULL
),
found AS MATERIALIZED (
    SELECT *, count(*) OVER of_one - 1 AS n_alike
    FROM matched
    WHERE in_sources AND in_kinds AND in_langs AND in_plans AND in_labels AND in_intents AND in_causes AND in_feelings
    WINDOW of_one AS (PARTITION BY alike)
    QUALIFY row_number() OVER (of_one ORDER BY place NULLS LAST, created_at DESC NULLS LAST, feedback_id) = 1
),
facet AS (
    SELECT 'sources' AS facet, source AS value, count(DISTINCT alike) AS n, count(DISTINCT person) AS people
    FROM matched
    WHERE in_kinds AND in_langs AND in_plans AND in_labels AND in_intents AND in_causes AND in_feelings
    GROUP BY value
    UNION ALL
    SELECT 'kinds', kind, count(DISTINCT alike), count(DISTINCT person)
    FROM matched
    WHERE in_sources AND in_langs AND in_plans AND in_labels AND in_intents AND in_causes AND in_feelings
    GROUP BY kind
    UNION ALL
    SELECT 'langs', lang, count(DISTINCT alike), count(DISTINCT person)
    FROM matched
    WHERE in_sources AND in_kinds AND in_plans AND in_labels AND in_intents AND in_causes AND in_feelings
    GROUP BY lang
    UNION ALL
    SELECT 'plans', plan, count(DISTINCT alike), count(DISTINCT person)
    FROM matched
    WHERE in_sources AND in_kinds AND in_langs AND in_labels AND in_intents AND in_causes AND in_feelings
    GROUP BY plan
    UNION ALL
    SELECT 'labels', sentiment_label, count(DISTINCT alike), count(DISTINCT person)
    FROM (SELECT *, unnest(labels) AS sentiment_label FROM matched)
    WHERE in_sources AND in_kinds AND in_langs AND in_plans AND in_intents AND in_causes AND in_feelings
    GROUP BY sentiment_label
    UNION ALL
    SELECT 'intents', intent, count(DISTINCT alike), count(DISTINCT person)
    FROM (SELECT *, unnest(intents) AS intent FROM matched)
    WHERE in_sources AND in_kinds AND in_langs AND in_plans AND in_labels AND in_causes AND in_feelings
    GROUP BY intent
    UNION ALL
    SELECT 'causes', cause, count(DISTINCT alike), count(DISTINCT person)
    FROM (SELECT *, unnest(causes) AS cause FROM matched)
    WHERE in_sources AND in_kinds AND in_langs AND in_plans AND in_labels AND in_intents AND in_feelings
    GROUP BY cause
    UNION ALL
    SELECT 'feelings', feeling, count(DISTINCT alike), count(DISTINCT person)
    FROM (SELECT *, unnest(feelings) AS feeling FROM matched)
    WHERE in_sources AND in_kinds AND in_langs AND in_plans AND in_labels AND in_intents AND in_causes
    GROUP BY feeling
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
        feedback_id, feedback_no, n_alike, has_words, created_at,
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
    (
        SELECT list({'facet': facet, 'value': value, 'n': told(n, people)})
        FROM facet
        WHERE value IS NOT NULL
    ) AS facets,
    n_alike, has_words,
    coalesce(sentence.text, near.sentence) AS sentence,
    CAST(NULL AS VARCHAR) AS sentiment_label,
    customer.plan, feedback_id, feedback.text, source, kind, feedback.lang, created_on, score_type, score, url
FROM shown
JOIN feedback USING (feedback_id)
LEFT JOIN customer USING (customer_id)
LEFT JOIN mention USING (feedback_no)
LEFT JOIN sentence USING (sentence_id)
LEFT JOIN near USING (feedback_id)
ORDER BY weight DESC, shown.created_at DESC NULLS LAST, feedback_id
