-- Grain: one row of contact per row of the file; columns: all of contact's.
-- A file that was rewritten takes the place of its former self. Reads `incoming_contact`, `this_file`.
DELETE FROM contact
WHERE EXISTS (SELECT 1 FROM this_file WHERE error IS NULL)
    AND file_id IN (
        SELECT earlier.file_id
        FROM ingest_file AS earlier
        JOIN this_file ON this_file.source = earlier.source AND this_file.file = earlier.file
    );
INSERT INTO contact BY NAME
SELECT this_file.file_id, this_file.source, incoming_contact.*
FROM incoming_contact
CROSS JOIN this_file;
