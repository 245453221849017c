-- Grain: one row of behaviour per customer, time and event of the file; columns: all of behaviour's.
-- A file that was rewritten takes the place of its former self. Reads `incoming_behaviour`, `this_file`.
DELETE FROM behaviour
WHERE EXISTS (SELECT 1 FROM this_file WHERE error IS NULL)
    AND file_id IN (
        SELECT earlier.file_id
        FROM ingest_file AS earlier
        JOIN this_file ON this_file.source = earlier.source AND this_file.file = earlier.file
    );
INSERT INTO behaviour BY NAME
SELECT this_file.file_id, this_file.source, customer_ref, customer_email, occurred_at, event, sum(n)::BIGINT AS n
FROM incoming_behaviour
CROSS JOIN this_file
GROUP BY ALL;
