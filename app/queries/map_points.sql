-- One row per opinion on the map under the filters: its place, the sentence (null if it may not be shown), and what it can be colored by:
-- theme_id (null for none), sentiment, language, source, month. person: who said it, an anonymous voice counts as one.
SELECT
    opinion.feedback_id, opinion.person, sentence.text AS sentence, opinion.created_on,
    CAST(place.x AS FLOAT) AS x, CAST(place.y AS FLOAT) AS y,
    theme.theme_id, opinion.sentiment_label AS sentiment, opinion.lang AS language, opinion.source,
    CAST(date_trunc('month', opinion.created_on) AS DATE) AS month
FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
JOIN sentence USING (sentence_id)
JOIN sentence_place AS place USING (sentence_id)
LEFT JOIN kept_belongs AS belongs ON belongs.sentence_no = opinion.sentence_no AND belongs.is_primary
LEFT JOIN theme ON theme.theme_id = belongs.theme_id AND theme.state = 'active' AND NOT theme.is_hidden
ORDER BY opinion.sentence_id
