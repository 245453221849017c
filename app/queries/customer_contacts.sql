-- One row per day on which the customer $customer was written to.
SELECT contacted_on, n
FROM customer_contact
WHERE customer_id = $customer
ORDER BY contacted_on
