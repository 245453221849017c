-- Grain: one row of purchase per row of the file; columns: all of purchase's.
-- The rows of a rewritten file replace those of its earlier versions. Reads former_file, incoming_purchases, this_file.
DELETE FROM purchase WHERE file_id IN (FROM former_file);
INSERT INTO purchase BY NAME
SELECT this_file.file_id, this_file.source, this_file.modified_at AS known_at, incoming_purchases.*
FROM incoming_purchases
CROSS JOIN this_file;
