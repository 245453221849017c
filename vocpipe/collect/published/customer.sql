-- customer: one row per customer of the customers file, under a pseudonym.
-- customer_id: pseudonym, as in feedback
-- started_on: the day the customer came, of who came back the last time; null if unknown
-- churned_on: the day the customer left; null while they stay, also if they are back
-- churned: whether they have left; null if the file says neither yes or no nor a day
-- plan: the customer's plan
-- monthly_value: what the customer pays a month, in the file's currency
SELECT
    number.customer_id,
    spell.started_on,
    spell.ended_on AS churned_on,
    spell.has_left OR CASE WHEN customer.churned IS NOT NULL THEN false END AS churned,
    customer.plan,
    customer.monthly_value
FROM customer
JOIN customer_number AS number USING (customer_key)
LEFT JOIN customer_spell AS spell ON spell.customer_id = number.customer_id AND spell.is_last
ORDER BY number.customer_id
