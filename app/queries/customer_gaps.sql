-- One row per measure and two levels of the customer $customer that were heard: whether they disagree, verdicts first.
SELECT measure, level, other_level, n, n_other, verdict, reason_en, reason_ja
FROM account_gap
WHERE customer_id = $customer
ORDER BY verdict = 'cannot tell', measure, level, other_level
