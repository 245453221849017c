-- calendar_event: one row per event that people want to see with a trend: a release, a campaign, an outage.
-- event_on: the day
-- name: what it was
-- kind: release, campaign, price, outage or whatever the settings or the file call it
SELECT DISTINCT event_date AS event_on, name, kind
FROM calendar_event
ORDER BY event_on, name, kind
