-- Tables that two packages wrote get one owner, and the state of structure and sentiment gets tables of its own.

-- Sentences that structure took out or changed, for themes and sentiment to forget what they derived from them. One row
-- per sentence; it is dropped once the structure stage of its run is done.
CREATE TABLE changed_sentence (
    run_id        VARCHAR NOT NULL,
    sentence_id   VARCHAR PRIMARY KEY,
    old_text_hash VARCHAR NOT NULL,        -- as it was before the run
    new_text_hash VARCHAR                  -- null: taken out; may equal the old one where language or role changed
);

-- What may be published of a refused text. One row per text and kind of refusal.
CREATE TABLE reject_mask (
    raw      VARCHAR NOT NULL,
    is_value BOOLEAN NOT NULL,             -- one value was refused, not a whole row
    masked   VARCHAR NOT NULL
);
INSERT INTO reject_mask
SELECT raw, field IS NOT NULL AS is_value, max(masked) AS masked
FROM ingest_reject
WHERE masked IS NOT NULL
GROUP BY raw, is_value;
ALTER TABLE ingest_reject DROP COLUMN masked;

-- The texts that the table duplicate was made from. One row, or none.
CREATE TABLE duplicate_state (fingerprint VARCHAR NOT NULL);
INSERT INTO duplicate_state SELECT fingerprint FROM stage_state WHERE stage = 'duplicates';

-- The heads that sentences are scored with: multinomial logistic regressions. One row per head.
CREATE TABLE sentiment_head (
    name    VARCHAR PRIMARY KEY,           -- sentiment | intent: the general ones; calibrated: sentiment of this workspace
    basis   VARCHAR NOT NULL,              -- the models and the training sentences that it was trained with
    classes VARCHAR[] NOT NULL,
    weights BLOB NOT NULL                  -- float32, zlib: a row of classes per feature, and last the intercepts
);

-- The last try to calibrate sentiment on the workspace's scored feedback. One row, or none.
CREATE TABLE sentiment_calibration (
    basis           VARCHAR NOT NULL,      -- of the general head
    texts           BIGINT NOT NULL,       -- scored texts there were
    weight          DOUBLE,                -- of a scored text against a training sentence; null: too few labels
    log_loss_before DOUBLE,
    log_loss_after  DOUBLE,
    head_hash       VARCHAR                -- of the calibrated head; null: the general one stays
);

INSERT INTO sentiment_head
SELECT 'sentiment', fingerprint ->> '$.general', ['neg', 'neu', 'pos'], from_base64(fingerprint ->> '$.sentiment')
FROM stage_state
WHERE stage = 'sentiment heads';
INSERT INTO sentiment_head
SELECT
    'intent',
    fingerprint ->> '$.general',
    CAST(fingerprint -> '$.names' AS VARCHAR[]),
    from_base64(fingerprint ->> '$.intent')
FROM stage_state
WHERE stage = 'sentiment heads';
INSERT INTO sentiment_head
SELECT 'calibrated', fingerprint ->> '$.general', ['neg', 'neu', 'pos'], from_base64(fingerprint ->> '$.head')
FROM stage_state
WHERE stage = 'sentiment' AND (fingerprint ->> '$.head') IS NOT NULL;
INSERT INTO sentiment_calibration
SELECT
    fingerprint ->> '$.general',
    CAST(fingerprint ->> '$.texts' AS BIGINT),
    CAST(fingerprint ->> '$.weight' AS DOUBLE),
    CAST(fingerprint ->> '$.log_loss_before' AS DOUBLE),
    CAST(fingerprint ->> '$.log_loss_after' AS DOUBLE),
    fingerprint ->> '$.head_hash'
FROM stage_state
WHERE stage = 'sentiment';
DELETE FROM stage_state WHERE stage IN ('duplicates', 'sentiment', 'sentiment heads');
