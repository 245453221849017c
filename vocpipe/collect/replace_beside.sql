-- Grain: one row of invitation per customer and time of sending, one of calendar_event per row of a calendar.
-- A file that was rewritten takes the place of its former self. Reads incoming_invitation, incoming_event, this_file.
DELETE FROM invitation
WHERE EXISTS (SELECT 1 FROM this_file WHERE error IS NULL) AND file_id IN (
    SELECT earlier.file_id
    FROM ingest_file AS earlier
    JOIN this_file ON this_file.source = earlier.source AND this_file.file = earlier.file
);
DELETE FROM calendar_event
WHERE EXISTS (SELECT 1 FROM this_file WHERE error IS NULL) AND origin IN (
    SELECT earlier.file_id
    FROM ingest_file AS earlier
    JOIN this_file ON this_file.source = earlier.source AND this_file.file = earlier.file
);
INSERT INTO invitation BY NAME
SELECT this_file.file_id, incoming.*
FROM incoming_invitation AS incoming
CROSS JOIN this_file;
INSERT INTO calendar_event BY NAME
SELECT this_file.file_id AS origin, incoming.*
FROM incoming_event AS incoming
CROSS JOIN this_file;
