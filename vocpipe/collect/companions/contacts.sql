-- Grain: one row of contact per row of the file; columns: all of contact's.
-- A file that was rewritten takes the place of its former self. Reads former_file, incoming_contacts, this_file.
DELETE FROM contact WHERE file_id IN (FROM former_file);
INSERT INTO contact BY NAME
SELECT this_file.file_id, this_file.source, incoming_contacts.*
FROM incoming_contacts
CROSS JOIN this_file;
