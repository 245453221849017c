-- One row: the values that each filter offers, and the first and last day with feedback.
SELECT
    list_sort(list(DISTINCT feedback.source)) AS sources,
    list_sort(list(DISTINCT feedback.kind)) AS kinds,
    (SELECT list(lang ORDER BY n DESC, lang) FROM (SELECT lang, count(*) AS n FROM sentence GROUP BY lang)) AS langs,
    (
        SELECT list(plan ORDER BY value NULLS LAST, plan)
        FROM (SELECT plan, median(monthly_value) AS value FROM customer WHERE plan IS NOT NULL GROUP BY plan)
    ) AS plans,
    (
        SELECT list(label ORDER BY list_position(['positive', 'neutral', 'negative', 'unsure'], label))
        FROM (SELECT DISTINCT sentiment_label AS label FROM sentence WHERE sentiment_label IS NOT NULL)
    ) AS labels,
    min(feedback.created_on) AS first,
    max(feedback.created_on) AS last
FROM feedback
