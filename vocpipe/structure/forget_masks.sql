-- Deletes the masks of texts that are no longer rejected, because their file no longer has them.
DELETE FROM reject_mask
WHERE NOT EXISTS (
    SELECT 1
    FROM ingest_reject
    WHERE ingest_reject.raw = reject_mask.raw AND (ingest_reject.field IS NOT NULL) = reject_mask.is_value
)
