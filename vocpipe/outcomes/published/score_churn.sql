-- score_churn: one row per kind of score and score: how many of the customers who gave it have left.
-- score_type: nps, csat, ces or stars
-- score: the customer's last score of that kind
-- n_customers: customers of the customers file who gave it
-- n_churned: those of them who have left
-- share: n_churned / n_customers
-- low: lower end of the share's 95 % interval (Wilson)
-- high: upper end
-- verdict: of the kind of score as a whole, on its rows all: cannot tell, since a score and a leaving are not set in time here
-- reason_en: why, in English; says where score and churn can't be separated
-- reason_ja: why, in Japanese
SELECT score_type, score, n_customers, n_churned, share, low, high, verdict, reason_en, reason_ja
FROM score_churn
ORDER BY score_type, score
