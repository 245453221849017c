-- customer_month: one row per customer and calendar month in which they could have left: ready for a hazard model.
-- customer_id: pseudonym, the same as in feedback
-- month: the month's first day; every other column but days_at_risk and churned is as of it
-- tenure_months: whole months under contract by then; null where nobody knows since when
-- plan: the customer's plan as the customers file has it now
-- monthly_value: what the customer pays a month, as the customers file has it now
-- days_at_risk: days of the month in which the customer could have left, had they not left before its end
-- days_observed: days before the gap on which the customer could have said something that is known here
-- n_said: things said in the exposure window: the months before, without the gap of some days right before the month
-- n_days_said: observed days on which something was said
-- theme_mentions: theme -> how many of n_said mention it: theme_mentions['<theme_id>'], or unnest(map_entries(theme_mentions))
-- churned: whether they left in this month
SELECT
    customer_id, month, tenure_months, plan, monthly_value, days_at_risk, days_observed, n_said, n_days_said,
    theme_mentions, churned
FROM customer_month
ORDER BY customer_id, month
