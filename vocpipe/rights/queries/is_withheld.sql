-- One row, or none: whether anything was withheld of the customer $customer_key, of whom only the pseudonym was kept.
SELECT 1
FROM (SELECT customer_id FROM withheld_customer UNION SELECT withheld_customer FROM feedback_raw)
WHERE customer_id = customer_id_of($customer_key)
LIMIT 1
