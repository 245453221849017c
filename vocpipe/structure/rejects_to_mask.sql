-- One row per refused text that has no masked form yet: raw, is_value (one value was refused, not a whole row).
SELECT DISTINCT raw, field IS NOT NULL AS is_value
FROM ingest_reject
WHERE masked IS NULL AND raw IS NOT NULL
