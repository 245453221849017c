-- One row per theme: do those who mention it churn more often? Clear findings come first, then the largest ratio.
SELECT churn.*, theme.name, theme.name_ja, theme.name_en
FROM theme_churn AS churn
JOIN theme USING (theme_id)
ORDER BY churn.verdict = 'cannot tell', abs(ln(churn.hazard_ratio)) DESC NULLS LAST, churn.n_exposed DESC, churn.theme_id
