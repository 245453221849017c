-- One row per kind of score and score: how many of the customers who gave it last have left. Over all data.
SELECT score_type, score, n_customers, n_churned, share, low, high, verdict, reason_en, reason_ja
FROM score_churn
ORDER BY score_type, score
