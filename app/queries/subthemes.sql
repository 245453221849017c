-- One row per active sub-theme of $theme that is mentioned under the filters.
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en, theme.keywords,
    count(DISTINCT opinion.feedback_id) AS mentions,
    count(DISTINCT opinion.customer_id) AS customers,
    count(opinion.sentiment) FILTER (opinion.kind <> 'ticket') AS n_rated,
    avg(opinion.sentiment) FILTER (opinion.kind <> 'ticket') AS sentiment
FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
JOIN sentence_theme USING (sentence_id)
JOIN theme USING (theme_id)
WHERE theme.parent_id = $theme AND theme.state = 'active'
GROUP BY ALL
ORDER BY mentions DESC, theme.theme_id
