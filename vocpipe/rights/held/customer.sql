-- Grain: one row per row of the customers file about the person. Columns: all of customer's, pseudonym, where from.
-- Reads their_key.
SELECT
    customer.customer_key, number.customer_id AS pseudonym, file.file, customer.row_no AS row,
    customer.* EXCLUDE (customer_key, file_id, row_no)
FROM customer
LEFT JOIN customer_number AS number USING (customer_key)
LEFT JOIN ingest_file AS file USING (file_id)
WHERE customer_key IN (FROM their_key)
ORDER BY customer_key
