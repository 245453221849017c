-- risk_backtest: one row per past day on which the list of customers at risk was made as if it were then, and one over all of them.
-- origin: the day the list was made for, from nothing later; null for all together
-- n_train: customers at past days that the model of that day was trained on; their outcomes were known by then
-- churned_train: how many of them left
-- n: customers there were that day
-- churned: how many of them left within the horizon
-- base_rate: churned / n: what a list drawn by lot would hit
-- k: customers on the list
-- hits: customers on the list who left within the horizon
-- precision_at_k: hits / k
-- low: lower end of its exact 95 % interval
-- high: upper end
-- lift: precision_at_k / base_rate
-- lift_low: lower end of the lift's exact 95 % interval; the list is shown only where it is above 1 over all
-- lift_high: upper end
-- recall: hits / churned
-- mean_risk_at_k: the mean risk foretold for those on the list, to hold against precision_at_k
-- lead_time_days: median days from the list to the leaving of those it hit
-- auc_pr: area under the precision-recall curve (average precision); by lot it is the base rate
-- auc_pr_low: lower end of its 95 % interval (bootstrap over customers); over all only
-- auc_pr_high: upper end
-- brier: mean squared error of the foretold risks
-- brier_base: the same if everybody were foretold the base rate
-- calibration_slope: 1 where foretold risks are right, below 1 where they are too far apart; over all only
-- precision_without_voices: precision_at_k of a list by tenure, plan and value alone
-- beats_base: whether the list does better than one drawn by lot; null: cannot tell
-- reason_en: what this says, in English
-- reason_ja: what this says, in Japanese
SELECT
    origin, n_train, churned_train, n, churned, base_rate, k, hits, precision_at_k, low, high, lift, lift_low, lift_high,
    recall, mean_risk_at_k, lead_time_days, auc_pr, auc_pr_low, auc_pr_high, brier, brier_base, calibration_slope,
    precision_without_voices, beats_base, reason_en, reason_ja
FROM risk_backtest
ORDER BY origin NULLS LAST
