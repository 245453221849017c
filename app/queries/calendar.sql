-- One row per event of the calendar: releases, campaigns and the like.
SELECT event_date, name, kind
FROM calendar_event
ORDER BY event_date, name
