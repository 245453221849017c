-- The private database: raw text, identities and everything a refresh works with. Only a refresh writes it.

-- One row per refresh. A refresh that was cut off has no finished_at; the next one goes on under the same run_id.
CREATE TABLE run (
    run_id          VARCHAR PRIMARY KEY,
    started_at      TIMESTAMP NOT NULL,
    finished_at     TIMESTAMP,
    vocpipe_version VARCHAR NOT NULL,
    settings        JSON NOT NULL,
    models          JSON,
    seconds         JSON,   -- stage -> seconds
    changes         JSON    -- what came in, what was refused, what changed
);

-- One row per file as it was read: the same path with other bytes, or read with other settings, is another row.
CREATE TABLE ingest_file (
    file_id          VARCHAR PRIMARY KEY,  -- hash of source, path, bytes and the source's settings
    run_id           VARCHAR NOT NULL,
    source           VARCHAR NOT NULL,     -- the source's name; 'customers' for the customers file
    reader           VARCHAR NOT NULL,
    file             VARCHAR NOT NULL,     -- path relative to the workspace
    sha256           VARCHAR NOT NULL,
    bytes            BIGINT NOT NULL,
    encoding         VARCHAR,
    rows_read        BIGINT NOT NULL,
    rows_accepted    BIGINT NOT NULL,
    rows_rejected    BIGINT NOT NULL,
    values_refused   BIGINT NOT NULL,      -- values of accepted rows that were left out
    feedback_new     BIGINT NOT NULL,
    feedback_changed BIGINT NOT NULL,
    feedback_deleted BIGINT NOT NULL,
    warnings         VARCHAR[] NOT NULL,
    error            VARCHAR,              -- why the file could not be read at all
    read_at          TIMESTAMP NOT NULL
);

CREATE TABLE ingest_reject (
    run_id  VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    file    VARCHAR NOT NULL,
    row     BIGINT NOT NULL,
    field   VARCHAR,                       -- null: the whole row was refused
    reason  VARCHAR NOT NULL,
    raw     VARCHAR,                       -- as read
    masked  VARCHAR                        -- what of it may be published; set by the structure stage
);

-- Who a customer is (customer_key: the company's own id, or an e-mail address where there is no id) and the number that
-- stands for them in everything published. Numbers are given once and never reused.
CREATE TABLE customer_number (
    customer_key VARCHAR PRIMARY KEY,
    customer_id  VARCHAR NOT NULL UNIQUE
);

CREATE TABLE customer (
    customer_key  VARCHAR PRIMARY KEY,
    email         VARCHAR,
    started_at    DATE,
    churned_at    DATE,
    plan          VARCHAR,
    monthly_value DOUBLE,
    attrs         JSON,
    file_id       VARCHAR NOT NULL,
    row_no        BIGINT NOT NULL
);

-- One row per thing said, as the source tells it.
CREATE TABLE feedback_raw (
    feedback_id    VARCHAR PRIMARY KEY,    -- hash of source and source_id
    source         VARCHAR NOT NULL,
    kind           VARCHAR NOT NULL,
    source_id      VARCHAR NOT NULL,
    thread_id      VARCHAR,
    part_no        INTEGER NOT NULL,
    created_at     TIMESTAMP,              -- UTC
    created_at_raw VARCHAR,
    updated_at     TIMESTAMP,              -- UTC
    customer_ref   VARCHAR,
    customer_email VARCHAR,
    title          VARCHAR,
    text           VARCHAR,
    score_type     VARCHAR,
    score          DOUBLE,
    url            VARCHAR,
    attrs          JSON,
    raw            JSON,
    content_hash   VARCHAR NOT NULL,       -- of everything above that can change
    file_id        VARCHAR NOT NULL,
    row_no         BIGINT NOT NULL,
    deleted_at     TIMESTAMP               -- gone upstream; text, raw and identities are emptied
);

-- One row per thing said, cleaned and masked. `basis` tells from what: when it differs from the raw row's, it is redone.
CREATE TABLE feedback_clean (
    feedback_id    VARCHAR PRIMARY KEY,
    basis          VARCHAR NOT NULL,       -- content_hash of the raw row and the version of the rules
    text           VARCHAR,                -- no markup, no quotes, no signature, personal data masked
    lang           VARCHAR,
    is_empty_like  BOOLEAN NOT NULL,       -- 特になし, N/A, -
    question       VARCHAR,                -- the survey question it answers, masked
    url            VARCHAR,                -- masked
    masked         JSON,                   -- kind of personal data -> how many were masked
    cut_share      DOUBLE,                 -- share of the characters that were clutter
    text_hash      VARCHAR                 -- of the text without case, width, blanks and punctuation
);

-- A near-duplicate search's index: texts that share a band's hash are compared.
CREATE TABLE duplicate_band (
    feedback_id VARCHAR NOT NULL,
    band        UTINYINT NOT NULL,
    hash        UBIGINT NOT NULL
);

CREATE TABLE duplicate (
    feedback_id  VARCHAR PRIMARY KEY,
    duplicate_of VARCHAR NOT NULL,         -- the first of the alike, by time
    kind         VARCHAR NOT NULL,         -- exact | near
    similarity   DOUBLE NOT NULL
);

-- Closed answers of a survey, masked like every text.
CREATE TABLE survey_answer (
    feedback_id VARCHAR NOT NULL,
    position    INTEGER NOT NULL,
    question    VARCHAR NOT NULL,
    option      VARCHAR,
    answer      VARCHAR NOT NULL
);

CREATE TABLE sentence (
    sentence_id VARCHAR PRIMARY KEY,       -- hash of feedback_id, text and which of the alike it is in that feedback
    feedback_id VARCHAR NOT NULL,
    position    INTEGER NOT NULL,
    text        VARCHAR NOT NULL,
    text_hash   VARCHAR NOT NULL,
    lang        VARCHAR NOT NULL,
    role        VARCHAR NOT NULL,          -- opinion | courtesy | empty: only opinions form themes
    tokens      VARCHAR[] NOT NULL         -- content words in their base form, for keywords
);

CREATE TABLE embedding (
    model     VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL,
    vector    FLOAT[] NOT NULL,
    PRIMARY KEY (model, text_hash)
);

CREATE TABLE sentence_sentiment (
    sentence_id VARCHAR PRIMARY KEY,
    sentiment   DOUBLE,                    -- -1..1; null: no opinion in it
    label       VARCHAR,                   -- positive | neutral | negative | unsure
    intent      VARCHAR,
    basis       VARCHAR NOT NULL           -- of the head and the vectors: redone when it changes
);

CREATE TABLE theme (
    theme_id  VARCHAR PRIMARY KEY,
    parent_id VARCHAR,                     -- null: a theme; else a sub-theme of that theme
    name_ja   VARCHAR,
    name_en   VARCHAR,
    keywords  VARCHAR[] NOT NULL,
    state     VARCHAR NOT NULL,            -- active | retired
    born_run  VARCHAR NOT NULL
);

CREATE TABLE sentence_theme (
    sentence_id VARCHAR NOT NULL,
    theme_id    VARCHAR NOT NULL,
    is_primary  BOOLEAN NOT NULL,
    score       DOUBLE NOT NULL,
    method      VARCHAR NOT NULL,          -- discovered | assigned
    PRIMARY KEY (sentence_id, theme_id)
);

-- Sentences that were looked at and belong to no theme.
CREATE TABLE unthemed (sentence_id VARCHAR PRIMARY KEY);

CREATE TABLE theme_lineage (
    run_id     VARCHAR NOT NULL,
    event      VARCHAR NOT NULL,           -- born | continued | split | merged | retired
    from_theme VARCHAR,
    to_theme   VARCHAR,
    overlap    DOUBLE
);

CREATE TABLE theme_nps (
    theme_id       VARCHAR PRIMARY KEY,
    n_with         BIGINT NOT NULL,
    n_without      BIGINT NOT NULL,
    nps_with       DOUBLE,
    nps_with_low   DOUBLE,
    nps_with_high  DOUBLE,
    nps_without    DOUBLE,
    share          DOUBLE,
    gap            DOUBLE,
    gap_low        DOUBLE,
    gap_high       DOUBLE,
    impact         DOUBLE,
    low            DOUBLE,
    high           DOUBLE,
    p_value        DOUBLE,
    q_value        DOUBLE,
    verdict        VARCHAR NOT NULL,
    reason_en      VARCHAR NOT NULL,
    reason_ja      VARCHAR NOT NULL
);

CREATE TABLE theme_change (
    theme_id  VARCHAR PRIMARY KEY,
    since     DATE NOT NULL,               -- first day of the recent weeks
    n_recent  BIGINT NOT NULL,
    n_before  BIGINT NOT NULL,
    ratio     DOUBLE,
    low       DOUBLE,
    high      DOUBLE,
    p_value   DOUBLE,
    q_value   DOUBLE,
    verdict   VARCHAR NOT NULL,            -- rising | falling | new | cannot tell
    reason_en VARCHAR NOT NULL,
    reason_ja VARCHAR NOT NULL
);

-- What the derived tables were computed from: stage -> fingerprint, so that nothing is done twice.
CREATE TABLE stage_state (
    stage       VARCHAR PRIMARY KEY,
    fingerprint VARCHAR NOT NULL
);
