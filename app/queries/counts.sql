-- One row: how much there is under the filters, and how much of it belongs to no theme.
WITH opinion_here AS (
    SELECT
        opinion.sentence_id, opinion.sentiment_label,
        opinion.sentence_id IN (SELECT sentence_id FROM sentence_theme WHERE is_primary) AS is_themed
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
)
SELECT
    count(*) AS n_feedback,
    count(DISTINCT customer_id) AS n_customers,
    count(*) FILTER (text IS NOT NULL) AS n_with_text,
    (SELECT count(*) FROM opinion_here) AS n_sentences,
    (SELECT count(*) FROM opinion_here WHERE NOT is_themed) AS n_unthemed,
    (SELECT count(*) FROM opinion_here WHERE sentiment_label = 'unsure') AS n_unsure,
    (
        SELECT count(DISTINCT theme.theme_id)
        FROM theme JOIN sentence_theme USING (theme_id) JOIN opinion_here USING (sentence_id)
        WHERE theme.parent_id IS NULL AND theme.state = 'active' AND NOT theme.is_hidden
    ) AS n_themes
FROM filtered_feedback($sources, $kinds, $langs, $plans, $labels, $since, $until)
