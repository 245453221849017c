-- customer_risk: one row per customer on the early-warning list; empty where the back-test in risk_backtest does not carry it.
-- customer_id: pseudonym of the customer
-- as_of: the day the list was made for; voices and use of the last days before it (the gap of the settings) are not looked at
-- horizon_days: the days from as_of on that the risk is about
-- risk: probability of leaving within the horizon, 0 to 1
-- rank: 1 for the highest risk
-- base_rate: share of all customers who left within the horizon, over the back-test
-- themes: themes that raise this customer's risk in the model, the weightiest first
-- signals: what else raises it: silence, falling use, score drop, low score, negative voices, short tenure, plan, value
-- quotes: sentences of the customer behind the themes, by sentence_id
-- reasons: the same as JSON, each with its weight (what it adds to the log-odds of leaving)
-- reason_en: why, in English
-- reason_ja: why, in Japanese
-- plan: the customer's plan
-- monthly_value: what the customer pays a month, in the customers file's currency
SELECT
    customer_id, as_of, horizon_days, risk, rank, base_rate, themes, signals, quotes, reasons, reason_en, reason_ja, plan,
    monthly_value
FROM customer_risk
ORDER BY rank
