-- One row per kind of score and score: how many of the customers who gave it last have left; null below five customers. Over
-- all data.
SELECT
    score_type, score, verdict, reason_en, reason_ja,
    CASE WHEN n_customers >= least_people() THEN n_customers END AS n_customers,
    CASE WHEN n_customers >= least_people() THEN n_churned END AS n_churned,
    CASE WHEN n_customers >= least_people() THEN share END AS share,
    CASE WHEN n_customers >= least_people() THEN low END AS low,
    CASE WHEN n_customers >= least_people() THEN high END AS high
FROM score_churn
ORDER BY score_type, score
