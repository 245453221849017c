-- One row per watch. Reads `mentioned` (the rows of watch_found.sql of all watches).
-- theme_id: the watch
-- first_week: the Monday of the week in which it first found something, ever; null if never
SELECT watch.watch_id AS theme_id, min(mentioned.week) AS first_week
FROM watch
LEFT JOIN mentioned ON mentioned.theme_id = watch.watch_id
GROUP BY watch.watch_id
ORDER BY watch.watch_id
