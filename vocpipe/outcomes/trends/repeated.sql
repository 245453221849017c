-- One row per theme, customer, source and week, of the customers who mention the theme more than once in the last weeks.
-- Reads `mentioned` (the rows of mentioned.sql). Parameter: weeks (how many, up to the newest with feedback in `said`).
-- theme_id, account, source, week: the cell
-- n_feedback: pieces of feedback of the customer that mention the theme
WITH newest AS (
    SELECT max(week) AS week FROM said
)
SELECT theme_id, account, source, mentioned.week, count(*) AS n_feedback
FROM mentioned
CROSS JOIN newest
WHERE mentioned.week > newest.week - CAST(7 * $weeks AS INTEGER)
GROUP BY theme_id, account, source, mentioned.week
QUALIFY sum(count(*)) OVER (PARTITION BY theme_id, account) > 1
ORDER BY theme_id, account, source, mentioned.week
