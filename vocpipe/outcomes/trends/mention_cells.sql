-- One row per theme, source and week with a mention. Reads `mentioned` (the rows of mentioned.sql).
-- theme_id, source, week: the cell
-- n_feedback: pieces of feedback that mention the theme
-- n_customers: customers who mention it
SELECT theme_id, source, week, count(*) AS n_feedback, count(DISTINCT account) AS n_customers
FROM mentioned
GROUP BY ALL
ORDER BY theme_id, source, week
