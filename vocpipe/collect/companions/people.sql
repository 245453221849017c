-- Grain: one row of person per row of the file; columns: all of person's.
-- The rows of a rewritten file replace those of its earlier versions. Reads former_file, incoming_people, this_file.
DELETE FROM person WHERE file_id IN (FROM former_file);
INSERT INTO person BY NAME
SELECT this_file.file_id, this_file.source, incoming_people.*
FROM incoming_people
CROSS JOIN this_file;
