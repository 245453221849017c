-- Grain: one row of calendar_event per row of the file, or per [[event]] with a date in vocpipe.toml; columns: all of
-- calendar_event's. The rows of a rewritten file replace those of its earlier versions.
-- Reads former_file, incoming_calendar, this_file.
DELETE FROM calendar_event WHERE origin IN (FROM former_file);
INSERT INTO calendar_event BY NAME
SELECT this_file.file_id AS origin, incoming_calendar.*
FROM incoming_calendar
CROSS JOIN this_file;
