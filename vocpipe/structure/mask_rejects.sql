-- Sets ingest_reject.masked from structure_masked (raw, is_value, masked).
UPDATE ingest_reject
SET masked = structure_masked.masked
FROM structure_masked
WHERE ingest_reject.masked IS NULL
    AND ingest_reject.raw = structure_masked.raw
    AND (ingest_reject.field IS NOT NULL) = structure_masked.is_value
