-- One row per customer on the list of those at risk, on one of the chosen plans: the risk, the value, whole months since the
-- start, and the first sentence of theirs that the list rests on (text, lang, said_on, source, feedback_id).
SELECT
    risk.customer_id, risk.as_of, risk.horizon_days, risk.risk, risk.rank, risk.base_rate, risk.plan, risk.monthly_value,
    risk.reason_en, risk.reason_ja, len(risk.quotes) AS n_quotes, datesub('month', customer.started_on, risk.as_of) AS months,
    sentence.text, sentence.lang, feedback.feedback_id, feedback.created_on AS said_on, feedback.source
FROM customer_risk AS risk
LEFT JOIN customer USING (customer_id)
LEFT JOIN sentence ON sentence.sentence_id = risk.quotes[1]
LEFT JOIN feedback USING (feedback_id)
WHERE $plans IS NULL OR list_contains(CAST($plans AS VARCHAR[]), risk.plan)
ORDER BY risk.rank
