-- One row per rejected text that has no mask yet: raw, is_value (a single value was rejected, not a whole row).
WITH refused AS (
    SELECT DISTINCT raw, field IS NOT NULL AS is_value
    FROM ingest_reject
    WHERE raw IS NOT NULL
)
SELECT raw, is_value
FROM refused
ANTI JOIN reject_mask USING (raw, is_value)
