-- Grain: one row per earlier version of the file, this one too if it was read before; column: file_id.
-- Their rows have to go, unless the file can't be read any more. Reads ingest_file, `this_file`.
CREATE OR REPLACE TEMP TABLE former_file AS
SELECT earlier.file_id
FROM ingest_file AS earlier
JOIN this_file ON this_file.source = earlier.source AND this_file.file = earlier.file
WHERE this_file.error IS NULL;
