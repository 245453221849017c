-- One row per kind of source (tickets or the others) and sentiment label of the theme's sentences under the filters.
SELECT kind = 'ticket' AS is_ticket, sentiment_label AS label, count(*) AS n
FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
JOIN in_theme($theme) USING (sentence_id)
WHERE sentiment_label IS NOT NULL
GROUP BY ALL
ORDER BY ALL
