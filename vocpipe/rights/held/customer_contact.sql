-- Grain: one row per customer of several people for whom the person's address is kept. Columns: customer_key, email, phone,
-- where from. Reads their_contact.
SELECT customer.customer_key, customer.email, customer.phone, file.file, customer.row_no AS row
FROM customer
LEFT JOIN ingest_file AS file USING (file_id)
WHERE customer_key IN (FROM their_contact)
ORDER BY customer_key
