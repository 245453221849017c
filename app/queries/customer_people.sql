-- One row if people of the customer $customer are known: how many, and how many of them agreed or opted out.
SELECT n_people, n_agreed, n_opted_out
FROM customer_people
WHERE customer_id = $customer
