-- One row per mean score and kind of feedback by which themes were compared; NPS and churn are always offered as well.
SELECT score_type, kind, max(n_with + n_without) AS n
FROM theme_score
GROUP BY ALL
ORDER BY score_type, kind
