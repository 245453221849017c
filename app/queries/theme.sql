-- One row: the theme $theme with its parent's names, its NPS, churn and change; over all data.
SELECT
    theme.*,
    parent.name AS parent_name, parent.name_ja AS parent_name_ja, parent.name_en AS parent_name_en,
    nps.n_with, nps.n_without, nps.nps_with, nps.nps_with_low, nps.nps_with_high, nps.nps_without, nps.share AS nps_share,
    nps.gap_adjusted AS gap, nps.gap_adjusted_low AS gap_low, nps.gap_adjusted_high AS gap_high,
    nps.impact_adjusted AS impact, nps.impact_adjusted_low AS impact_low, nps.impact_adjusted_high AS impact_high,
    nps.gap AS gap_raw, nps.gap_low AS gap_raw_low, nps.gap_high AS gap_raw_high,
    churn.verdict AS churn_verdict, churn.hazard_ratio,
    nps.q_value AS nps_q, nps.verdict AS nps_verdict, nps.reason_en AS nps_reason_en, nps.reason_ja AS nps_reason_ja,
    change.since, change.n_recent, change.n_before, change.ratio, change.low AS ratio_low, change.high AS ratio_high,
    change.verdict AS change_verdict, change.reason_en AS change_reason_en, change.reason_ja AS change_reason_ja
FROM theme
LEFT JOIN theme AS parent ON parent.theme_id = theme.parent_id
LEFT JOIN theme_nps AS nps ON nps.theme_id = theme.theme_id
LEFT JOIN theme_churn AS churn ON churn.theme_id = theme.theme_id
LEFT JOIN theme_change AS change ON change.theme_id = theme.theme_id
WHERE theme.theme_id = $theme
