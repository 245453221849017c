-- Grain: one row of customer per withheld customer, which is removed, and so is what files told of them. After their feedback was emptied.
DELETE FROM customer_told WHERE customer_id_of(customer_key) IN (SELECT customer_id FROM withheld_customer);
DELETE FROM customer_version WHERE customer_id_of(customer_key) IN (SELECT customer_id FROM withheld_customer);
DELETE FROM customer WHERE customer_id_of(customer_key) IN (SELECT customer_id FROM withheld_customer);
-- Rejected and left-out texts have no date: they are kept as long as feedback of their source, from the day they were read.
UPDATE ingest_reject
SET raw = NULL
FROM ingest_file AS file
JOIN kept_from ON kept_from.source = file.source
WHERE file.file_id = ingest_reject.file_id AND file.read_at < kept_from.since AND ingest_reject.raw IS NOT NULL;
