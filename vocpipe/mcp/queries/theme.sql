-- One row: a theme that may be told of, with what its mentions are linked with. Parameter: theme_id.
-- Figures are null where the published tables hold none; each verdict has its reason, in English and Japanese.
SELECT
    theme.theme_id, theme.parent_id, theme.name_en, theme.name_ja, theme.keywords, theme.n_feedback,
    CASE WHEN theme.n_customers >= least_people() THEN theme.n_customers END AS n_customers,
    change.verdict AS change_verdict, change.reason_en AS change_reason_en, change.reason_ja AS change_reason_ja,
    nps.verdict AS nps_verdict, nps.gap_adjusted AS nps_gap, nps.gap_adjusted_low AS nps_gap_low,
    nps.gap_adjusted_high AS nps_gap_high, nps.reason_en AS nps_reason_en, nps.reason_ja AS nps_reason_ja,
    churn.verdict AS churn_verdict,
    CASE WHEN churn.n_exposed >= least_people() THEN churn.hazard_ratio END AS hazard_ratio,
    CASE WHEN churn.n_exposed >= least_people() THEN churn.low END AS hazard_ratio_low,
    CASE WHEN churn.n_exposed >= least_people() THEN churn.high END AS hazard_ratio_high,
    churn.reason_en AS churn_reason_en, churn.reason_ja AS churn_reason_ja
FROM theme
JOIN told_theme USING (theme_id)
LEFT JOIN theme_change AS change USING (theme_id)
LEFT JOIN theme_nps AS nps USING (theme_id)
LEFT JOIN theme_churn AS churn USING (theme_id)
WHERE theme.theme_id = $theme_id
