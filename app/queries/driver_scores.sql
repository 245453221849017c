-- One row per mean score and kind of feedback that themes were compared by; NPS and churn are always there beside them.
SELECT score_type, kind, max(n_with + n_without) AS n
FROM theme_score
GROUP BY ALL
ORDER BY score_type, kind
