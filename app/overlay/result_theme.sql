-- One row per theme with the columns of theme. The counts of touched themes are those of its sentences now, as in the
-- published theme; its cohesion is not known before the next refresh. A theme that was emptied has retired.
WITH place AS (
    SELECT sentence_id, sentiment, sentiment_label, unnest([theme_id, subtheme_id]) AS theme_id FROM pending_place
),
mention AS (
    SELECT
        place.theme_id,
        count(*) AS n_sentences,
        count(DISTINCT feedback_id) AS n_feedback,
        count(DISTINCT customer_id) AS n_customers,
        min(created_at) AS first_seen,
        max(created_at) AS last_seen,
        avg(place.sentiment) FILTER (WHERE kind <> 'ticket') AS sentiment,
        avg(place.sentiment) FILTER (WHERE kind = 'ticket') AS sentiment_tickets,
        count(*) FILTER (WHERE place.sentiment_label = 'negative') AS n_negative,
        count(*) FILTER (WHERE place.sentiment_label = 'positive') AS n_positive
    FROM place
    JOIN (SELECT theme_id FROM pending_theme WHERE touched) AS touched USING (theme_id)
    JOIN sentence USING (sentence_id)
    JOIN feedback USING (feedback_id)
    GROUP BY place.theme_id
)
SELECT theme.* EXCLUDE (redirect, touched) REPLACE (
    CASE WHEN touched THEN coalesce(mention.n_sentences, 0) ELSE theme.n_sentences END AS n_sentences,
    CASE WHEN touched THEN coalesce(mention.n_feedback, 0) ELSE theme.n_feedback END AS n_feedback,
    CASE WHEN touched THEN coalesce(mention.n_customers, 0) ELSE theme.n_customers END AS n_customers,
    CASE WHEN touched THEN coalesce(mention.n_negative, 0) ELSE theme.n_negative END AS n_negative,
    CASE WHEN touched THEN coalesce(mention.n_positive, 0) ELSE theme.n_positive END AS n_positive,
    CASE WHEN touched THEN mention.first_seen ELSE theme.first_seen END AS first_seen,
    CASE WHEN touched THEN mention.last_seen ELSE theme.last_seen END AS last_seen,
    CASE WHEN touched THEN mention.sentiment ELSE theme.sentiment END AS sentiment,
    CASE WHEN touched THEN mention.sentiment_tickets ELSE theme.sentiment_tickets END AS sentiment_tickets,
    CASE WHEN NOT touched THEN theme.cohesion END AS cohesion,
    CASE WHEN touched AND mention.theme_id IS NULL AND NOT is_pinned THEN 'retired' ELSE state END AS state
)
FROM pending_theme AS theme
LEFT JOIN mention USING (theme_id)
ORDER BY n_sentences DESC, theme_id
