-- What became of every row and column of a file, and rows and messages that no customer wrote.
ALTER TABLE ingest_file ADD COLUMN rows_left_out BIGINT DEFAULT 0;
ALTER TABLE ingest_file ADD COLUMN messages_left_out BIGINT DEFAULT 0;
ALTER TABLE ingest_file ADD COLUMN voices BIGINT DEFAULT 0;
ALTER TABLE ingest_file ADD COLUMN voices_dated BIGINT DEFAULT 0;
ALTER TABLE ingest_file ADD COLUMN voices_with_customer BIGINT DEFAULT 0;
ALTER TABLE ingest_file ADD COLUMN voices_scored BIGINT DEFAULT 0;
ALTER TABLE ingest_file ADD COLUMN columns VARCHAR[] DEFAULT [];
ALTER TABLE ingest_file ADD COLUMN unread VARCHAR[] DEFAULT [];
ALTER TABLE ingest_reject ADD COLUMN outcome VARCHAR DEFAULT 'rejected';
UPDATE ingest_reject SET outcome = 'refused' WHERE field IS NOT NULL;
