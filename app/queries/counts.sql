-- One row: how much there is under the filters, and how much of it belongs to no theme; null where one to four people stand
-- behind it, but for n_feedback, which says whether there is anything. is_small: whether one to four people stand behind all.
WITH opinion_here AS (
    SELECT
        opinion.sentence_no, opinion.person, opinion.sentiment_label,
        opinion.sentence_no IN (SELECT sentence_no FROM kept_belongs WHERE is_primary) AS is_themed
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
),
opinions AS (
    SELECT
        told(count(*), count(DISTINCT person)) AS n_sentences,
        told(count(*) FILTER (NOT is_themed), count(DISTINCT person) FILTER (NOT is_themed)) AS n_unthemed,
        told(count(*) FILTER (sentiment_label = 'unsure'), count(DISTINCT person) FILTER (sentiment_label = 'unsure')) AS n_unsure
    FROM opinion_here
),
themes AS (
    SELECT count(*) AS n_themes
    FROM (
        SELECT belongs.theme_id
        FROM opinion_here JOIN kept_belongs AS belongs USING (sentence_no)
        GROUP BY belongs.theme_id HAVING count(DISTINCT person) >= least_people()
    )
    JOIN theme USING (theme_id)
    WHERE theme.parent_id IS NULL AND theme.state = 'active' AND NOT theme.is_hidden
)
SELECT
    count(*) AS n_feedback,
    told(count(DISTINCT customer_no), count(DISTINCT customer_no)) AS n_customers,
    count(DISTINCT person) BETWEEN 1 AND least_people() - 1 AS is_small,
    any_value(opinions.n_sentences) AS n_sentences,
    any_value(opinions.n_unthemed) AS n_unthemed,
    any_value(opinions.n_unsure) AS n_unsure,
    any_value(themes.n_themes) AS n_themes
FROM filtered_feedback($sources, $kinds, $langs, $plans, $labels, $since, $until)
CROSS JOIN opinions
CROSS JOIN themes
