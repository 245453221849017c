-- Removes every row of reject_mask whose text is in ingest_reject no longer.
DELETE FROM reject_mask
WHERE NOT EXISTS (
    FROM ingest_reject
    WHERE ingest_reject.raw = reject_mask.raw AND (ingest_reject.field IS NOT NULL) = reject_mask.is_value
)
