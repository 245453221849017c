-- Makes former_customer: one row per customer who is known before files are read. Columns: customer_key, is_listed (in the
-- customers file).
CREATE OR REPLACE TEMP TABLE former_customer AS
SELECT customer_key, true AS is_listed FROM customer
UNION ALL
SELECT customer_key, false FROM customer_number
