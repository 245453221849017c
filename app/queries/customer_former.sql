-- One row per earlier time under contract of the customer $customer, who has come back; the newest first.
SELECT started_on, known_from, ended_on, last_known_on
FROM customer_spell
WHERE customer_id = $customer AND NOT is_last
ORDER BY spell DESC
