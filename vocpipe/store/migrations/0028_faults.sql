-- A file's name as it may be published, and which vocpipe read it: one that failed is tried again by a newer one.
ALTER TABLE ingest_file ADD COLUMN file_shown VARCHAR;
ALTER TABLE ingest_file ADD COLUMN read_by VARCHAR;
-- What earlier versions said of files may quote their rows. Files that are still there are read again, and said anew.
UPDATE ingest_file
SET file_shown = 'inputs/~' || file_id[3:8], columns = [], unread = [], warnings = [],
    error = if(error IS NULL, NULL, 'an earlier version of vocpipe could not read the file');
UPDATE ingest_reject
SET reason = 'an earlier version of vocpipe did not take this in',
    field = if(
        field IS NULL OR field IN (
            'id', 'text', 'title', 'created_at', 'updated_at', 'customer_id', 'email', 'account_id', 'score', 'url'
        ), field, 'value'
    );
DELETE FROM reject_mask;
