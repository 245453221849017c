-- One row: the theme under the filters; the share is of the feedback with an opinion.
SELECT
    count(*) AS n_sentences,
    count(DISTINCT feedback_id) AS mentions,
    count(DISTINCT customer_id) AS customers,
    count(DISTINCT feedback_id) / nullif((SELECT count(DISTINCT feedback_id) FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion), 0) AS share,
    avg(sentiment) FILTER (kind <> 'ticket') AS sentiment,
    avg(sentiment) FILTER (kind = 'ticket') AS sentiment_tickets,
    count(sentiment) FILTER (kind <> 'ticket') AS n_rated,
    count(sentiment) FILTER (kind = 'ticket') AS n_rated_tickets,
    min(created_on) AS first_on,
    max(created_on) AS last_on
FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
JOIN in_theme($theme) USING (sentence_id)
