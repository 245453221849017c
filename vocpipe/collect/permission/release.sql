-- Grain: one row of feedback_raw per withheld piece of feedback that nothing withholds any more; its file is read again.
-- Parameters: needs (whether consent has to be given). Reads kept_from (source, since). Columns: content_hash is emptied, so that
-- the row is taken in as a changed one.
UPDATE feedback_raw
SET content_hash = ''
WHERE withheld IS NOT NULL
    AND content_hash <> ''
    AND analysis IS DISTINCT FROM false
    AND (
        NOT $needs
        OR analysis
        OR withheld_customer IN (SELECT customer_id_of(customer_key) FROM customer WHERE analysis)
    )
    AND coalesce(withheld_customer NOT IN (SELECT customer_id FROM withheld_customer), true)
    AND NOT EXISTS (FROM kept_from WHERE kept_from.source = feedback_raw.source AND feedback_raw.created_at < kept_from.since);
UPDATE ingest_file
SET read_by = NULL
WHERE file_id IN (SELECT file_id FROM feedback_raw WHERE withheld IS NOT NULL AND content_hash = '');
