-- One row per watch, as the last refresh stored it.
-- watch_id, name, search, filters, author, created_at: as in watch
SELECT watch_id, name, search, filters, author, created_at
FROM watch
ORDER BY created_at, watch_id
