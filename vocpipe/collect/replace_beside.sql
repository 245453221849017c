-- Grain: behaviour: customer, time and event of the file; contact, calendar_event: row of the file; invitation: customer
-- and time of sending. Columns: all of theirs. A file that was rewritten takes the place of its former self.
-- Reads incoming_behaviour, incoming_contact, incoming_invitation, incoming_event, this_file.
CREATE OR REPLACE TEMP TABLE former_file AS
SELECT earlier.file_id
FROM ingest_file AS earlier
JOIN this_file ON this_file.source = earlier.source AND this_file.file = earlier.file
WHERE this_file.error IS NULL;
DELETE FROM behaviour WHERE file_id IN (FROM former_file);
DELETE FROM contact WHERE file_id IN (FROM former_file);
DELETE FROM invitation WHERE file_id IN (FROM former_file);
DELETE FROM calendar_event WHERE origin IN (FROM former_file);
INSERT INTO behaviour BY NAME
SELECT this_file.file_id, this_file.source, customer_ref, customer_email, occurred_at, event, sum(n)::BIGINT AS n
FROM incoming_behaviour
CROSS JOIN this_file
GROUP BY ALL;
INSERT INTO contact BY NAME
SELECT this_file.file_id, this_file.source, incoming_contact.*
FROM incoming_contact
CROSS JOIN this_file;
INSERT INTO invitation BY NAME
SELECT this_file.file_id, incoming.*
FROM incoming_invitation AS incoming
CROSS JOIN this_file;
INSERT INTO calendar_event BY NAME
SELECT this_file.file_id AS origin, incoming.*
FROM incoming_event AS incoming
CROSS JOIN this_file;
