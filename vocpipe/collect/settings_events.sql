-- Grain: one row of calendar_event per [[event]] with a date in vocpipe.toml; columns: all of calendar_event's.
-- Reads `settings_event`.
DELETE FROM calendar_event WHERE origin = 'settings';
INSERT INTO calendar_event BY NAME
SELECT 'settings' AS origin, settings_event.*
FROM settings_event;
