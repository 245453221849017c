-- One row per opinion on the map under the filters: its place, the sentence (null if it may not be shown), and what it can be colored by:
-- theme_id (null for none), sentiment, language, source, month. person: who said it, an anonymous voice counts as one.
SELECT
    opinion.feedback_id, opinion.person, opinion.sentence, opinion.created_on,
    CAST(place.x AS FLOAT) AS x, CAST(place.y AS FLOAT) AS y,
    theme.theme_id, opinion.sentiment_label AS sentiment, opinion.lang AS language, opinion.source,
    CAST(date_trunc('month', opinion.created_on) AS DATE) AS month
FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
JOIN sentence_place AS place USING (sentence_id)
LEFT JOIN sentence_theme AS belongs ON belongs.sentence_id = opinion.sentence_id AND belongs.is_primary
LEFT JOIN theme ON theme.theme_id = belongs.theme_id AND theme.state = 'active' AND NOT theme.is_hidden
ORDER BY opinion.sentence_id
