-- What may be done with what people wrote, and for how long.
ALTER TABLE feedback_raw ADD COLUMN analysis BOOLEAN;            -- whether it may be read and counted; null: nobody said
ALTER TABLE feedback_raw ADD COLUMN quotes BOOLEAN;              -- whether its words may be shown
ALTER TABLE feedback_raw ADD COLUMN marketing BOOLEAN;           -- whether its author may be written to
ALTER TABLE feedback_raw ADD COLUMN withheld VARCHAR;            -- consent | retention: why it was emptied, as if deleted
ALTER TABLE feedback_raw ADD COLUMN withheld_customer VARCHAR;   -- the pseudonym of who wrote it
ALTER TABLE customer ADD COLUMN analysis BOOLEAN;
ALTER TABLE customer ADD COLUMN quotes BOOLEAN;
ALTER TABLE customer ADD COLUMN marketing BOOLEAN;

-- Customers who may not be read or counted, or left too long ago: nothing but the pseudonym is kept.
CREATE TABLE withheld_customer (
    customer_id VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL           -- consent | retention
);

-- Feedback that is counted, but whose words are shown nowhere.
CREATE TABLE unquotable (feedback_id VARCHAR NOT NULL);
