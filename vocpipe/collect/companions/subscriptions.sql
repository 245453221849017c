-- Grain: one row of subscription per row of the file; columns: all of subscription's.
-- The rows of a rewritten file replace those of its earlier versions. Reads former_file, incoming_subscriptions, this_file.
DELETE FROM subscription WHERE file_id IN (FROM former_file);
INSERT INTO subscription BY NAME
SELECT this_file.file_id, this_file.source, this_file.modified_at::DATE AS known_on, incoming_subscriptions.*
FROM incoming_subscriptions
CROSS JOIN this_file;
