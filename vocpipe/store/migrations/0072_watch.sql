-- Searches that people save, and how often each finds something from week to week. All are made anew by the refresh.
CREATE TABLE watch (
    watch_id   VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    search     VARCHAR NOT NULL,
    filters    JSON,
    author     VARCHAR,
    created_at TIMESTAMP
);
CREATE TABLE watch_week (
    watch_id    VARCHAR NOT NULL,
    week        DATE NOT NULL,
    n_feedback  BIGINT, -- null from one to four customers
    n_customers BIGINT
);
CREATE TABLE watch_change (
    watch_id           VARCHAR NOT NULL,
    since              DATE,
    n_recent           BIGINT,
    n_before           BIGINT,
    n_customers_recent BIGINT,
    n_customers_before BIGINT,
    largest_share      DOUBLE,
    ratio              DOUBLE,
    low                DOUBLE,
    high               DOUBLE,
    p_value            DOUBLE,
    q_value            DOUBLE,
    family             VARCHAR,
    method             VARCHAR,
    method_version     INTEGER,
    verdict            VARCHAR,
    reason_en          VARCHAR,
    reason_ja          VARCHAR
);
