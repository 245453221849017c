-- One row per source and week with feedback. Reads `said` (the rows of said_weeks.sql).
-- source, week: the cell
-- n_feedback: pieces of feedback
-- n_customers: customers who say anything
SELECT source, week, count(*) AS n_feedback, count(DISTINCT account) AS n_customers
FROM said
GROUP BY ALL
ORDER BY source, week
