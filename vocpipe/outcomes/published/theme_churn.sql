-- theme_churn: one row per theme: do those who mention it leave more often in the months after? Associations, not causes.
-- theme_id: the theme
-- n_customers: customers with a month in which they could have left
-- n_churned: those of them who left in such a month
-- n_exposed: customers who mention it in the exposure window of such a month
-- n_churned_exposed: those who left in a month with a mention in its exposure window
-- n_churned_expected: n_churned_exposed to expect if the mention made no difference
-- hazard_ratio: how many times as often customers leave in a month after a mention as others alike; null where not tested
-- low: lower end of its 95 % interval, robust to several months of one customer
-- high: upper end
-- q_value: Benjamini-Hochberg false discovery rate over all themes tested
-- cox_hazard_ratio: the same ratio by a Cox model, the cross-check; only where the first model tells a difference
-- cox_low: lower end of its 95 % interval
-- cox_high: upper end
-- leaving_ratio: times as often those who left said it in their last days as before; high where it is talk of leaving
-- verdict: raises (they leave more often), lowers or cannot tell
-- reason_en: why, in English
-- reason_ja: why, in Japanese
SELECT
    theme_id, n_customers, n_churned, n_exposed, n_churned_exposed, n_churned_expected, hazard_ratio, low, high, q_value,
    cox_hazard_ratio, cox_low, cox_high, leaving_ratio, verdict, reason_en, reason_ja
FROM theme_churn
ORDER BY q_value NULLS LAST, theme_id
