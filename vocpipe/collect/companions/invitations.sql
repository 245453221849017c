-- Grain: one row of invitation per row of the file; columns: all of invitation's.
-- The rows of a rewritten file replace those of its earlier versions. Reads former_file, incoming_invitations, this_file.
DELETE FROM invitation WHERE file_id IN (FROM former_file);
INSERT INTO invitation BY NAME
SELECT this_file.file_id, incoming_invitations.*
FROM incoming_invitations
CROSS JOIN this_file;
