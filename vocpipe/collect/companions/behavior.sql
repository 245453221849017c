-- Grain: one row of behaviour per customer, time and event of the file; columns: all of behaviour's.
-- The rows of a rewritten file replace those of its earlier versions. Reads former_file, incoming_behaviour, this_file.
DELETE FROM behaviour WHERE file_id IN (FROM former_file);
INSERT INTO behaviour BY NAME
SELECT this_file.file_id, this_file.source, customer_ref, customer_email, occurred_at, event, sum(n)::BIGINT AS n
FROM incoming_behaviour
CROSS JOIN this_file
GROUP BY ALL;
