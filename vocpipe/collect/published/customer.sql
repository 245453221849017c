-- customer: one row per customer of the customers file, under a pseudonym.
-- customer_id: pseudonym, as in feedback
-- started_on: the day the customer came
-- churned_on: the day the customer left; null while they stay
-- churned: whether they have left; null if the file says neither yes or no nor a day
-- plan: the customer's plan
-- monthly_value: what the customer pays a month, in the file's currency
SELECT
    number.customer_id,
    customer.started_at AS started_on,
    customer.churned_at AS churned_on,
    customer.churned,
    customer.plan,
    customer.monthly_value
FROM customer
JOIN customer_number AS number USING (customer_key)
ORDER BY number.customer_id
