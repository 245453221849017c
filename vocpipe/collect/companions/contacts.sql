-- Grain: one row of contact per row of the file; columns: all of contact's.
-- The rows of a rewritten file replace those of its earlier versions. Reads former_file, incoming_contacts, this_file.
DELETE FROM contact WHERE file_id IN (FROM former_file);
INSERT INTO contact BY NAME
SELECT this_file.file_id, this_file.source, incoming_contacts.*
FROM incoming_contacts
CROSS JOIN this_file;
