-- One row per source with text: source, kind, reader, n (pieces of feedback), n_dated, n_matched (by a customer of the
-- customers files), n_customers (how many of those there are).
SELECT
    feedback.source,
    any_value(feedback.kind) AS kind,
    any_value(file.reader) AS reader,
    count(*) AS n,
    count(feedback.created_on) AS n_dated,
    count(customer.customer_id) AS n_matched,
    (SELECT count(*) FROM customer) AS n_customers
FROM feedback
LEFT JOIN customer USING (customer_id)
LEFT JOIN (SELECT source, any_value(reader) AS reader FROM ingest_file GROUP BY source) AS file
    ON file.source = feedback.source
WHERE feedback.text IS NOT NULL
GROUP BY feedback.source
ORDER BY feedback.source
