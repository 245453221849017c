-- One row per event of the calendar: releases, campaigns and the like.
SELECT event_on, name, kind
FROM calendar_event
ORDER BY event_on, name
