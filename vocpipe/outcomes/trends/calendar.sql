-- One row per event of the calendar, in the order of time.
-- event_date, name, kind: as in calendar_event
SELECT event_date, name, kind
FROM calendar_event
ORDER BY event_date, name, kind
