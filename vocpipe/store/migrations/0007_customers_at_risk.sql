-- Customers at risk: what they do, who may be written to, segments as of a date, the list with its back-test, hand-off.

-- One row per file, customer, time and event of a [[behaviour]] source. The same time in two files is one event told
-- twice: see behaviour_event.
CREATE TABLE behaviour (
    file_id        VARCHAR NOT NULL,
    source         VARCHAR NOT NULL,
    customer_ref   VARCHAR,
    customer_email VARCHAR,
    occurred_at    TIMESTAMP NOT NULL,     -- UTC
    event          VARCHAR NOT NULL,
    n              BIGINT NOT NULL         -- how often, at that very time
);

-- Columns of the customers file about being written to; null: it doesn't say.
ALTER TABLE customer ADD COLUMN consent BOOLEAN;
ALTER TABLE customer ADD COLUMN opted_out BOOLEAN;
ALTER TABLE customer ADD COLUMN last_contacted_on DATE;

-- One row per row of a [[contacts]] source: a message that was sent, or what somebody said about being written to.
CREATE TABLE contact (
    file_id        VARCHAR NOT NULL,
    source         VARCHAR NOT NULL,
    customer_ref   VARCHAR,
    customer_email VARCHAR,
    contacted_at   TIMESTAMP,              -- UTC
    consent        BOOLEAN,
    opted_out      BOOLEAN,
    row_no         BIGINT NOT NULL
);

-- Plan and value as they were seen: one row per customer and change, so that the past is not read from today's file.
CREATE TABLE customer_version (
    customer_key  VARCHAR NOT NULL,
    seen_on       DATE,                    -- null: as first seen, taken to hold since the start
    plan          VARCHAR,
    monthly_value DOUBLE
);
INSERT INTO customer_version SELECT customer_key, NULL, plan, monthly_value FROM customer ORDER BY customer_key;

-- Grain: one row per source, customer, time and event.
-- Columns: source; customer_key (as in feedback_customer); customer_id (null until it is numbered); occurred_at; event;
--          n (the most that any one file tells of it: overlapping exports tell of one event twice).
CREATE VIEW behaviour_event AS
WITH address AS (
    SELECT email, min(customer_key) AS customer_key
    FROM customer
    WHERE email IS NOT NULL
    GROUP BY email
    HAVING count(*) = 1
), told AS (
    SELECT source, customer_ref, customer_email, occurred_at, event, max(n) AS n
    FROM behaviour
    GROUP BY ALL
)
SELECT
    told.source,
    coalesce(known.customer_key, address.customer_key, told.customer_ref, told.customer_email) AS customer_key,
    number.customer_id,
    told.occurred_at,
    told.event,
    told.n
FROM told
LEFT JOIN customer AS known ON known.customer_key = told.customer_ref
LEFT JOIN address ON address.email = told.customer_email
LEFT JOIN customer_number AS number
    ON number.customer_key = coalesce(known.customer_key, address.customer_key, told.customer_ref, told.customer_email);

-- Grain: one row per customer of the customers file and spell in which plan and value were the same.
-- Columns: customer_id, plan, monthly_value, valid_from (null: since ever), valid_to (null: they still are).
CREATE VIEW customer_spell AS
SELECT
    number.customer_id,
    version.plan,
    version.monthly_value,
    version.seen_on AS valid_from,
    lead(version.seen_on) OVER (PARTITION BY version.customer_key ORDER BY version.seen_on NULLS FIRST) AS valid_to
FROM customer_version AS version
JOIN customer USING (customer_key)
JOIN customer_number AS number USING (customer_key);

-- What the segments were cut by: one row per kind and segment, and for touch_model per month.
CREATE TABLE segment_rule (
    segment_kind VARCHAR NOT NULL,
    segment      VARCHAR NOT NULL,
    valid_from   DATE,                     -- null: at any time
    at_least     DOUBLE,                   -- the least of what the rule looks at; null: no least
    n            BIGINT,                   -- customers that the threshold was read from; null: the settings say it
    rule_en      VARCHAR NOT NULL,
    rule_ja      VARCHAR NOT NULL
);

CREATE TABLE customer_risk (
    customer_id   VARCHAR PRIMARY KEY,
    as_of         DATE NOT NULL,
    horizon_days  INTEGER NOT NULL,
    risk          DOUBLE NOT NULL,
    rank          BIGINT NOT NULL,
    base_rate     DOUBLE NOT NULL,
    themes        VARCHAR[] NOT NULL,      -- theme ids, the weightiest first
    signals       VARCHAR[] NOT NULL,
    quotes        VARCHAR[] NOT NULL,      -- sentence ids
    reasons       JSON NOT NULL,
    reason_en     VARCHAR NOT NULL,
    reason_ja     VARCHAR NOT NULL,
    plan          VARCHAR,
    monthly_value DOUBLE
);

CREATE TABLE risk_backtest (
    origin            DATE,                -- null: all origins together
    n_train           BIGINT,
    churned_train     BIGINT,
    n                 BIGINT NOT NULL,
    churned           BIGINT NOT NULL,
    base_rate         DOUBLE,
    k                 BIGINT NOT NULL,
    hits              BIGINT NOT NULL,
    precision_at_k    DOUBLE,
    low               DOUBLE,
    high              DOUBLE,
    lift              DOUBLE,
    lift_low          DOUBLE,
    lift_high         DOUBLE,
    recall            DOUBLE,
    mean_risk_at_k    DOUBLE,
    lead_time_days    DOUBLE,
    auc_pr            DOUBLE,
    auc_pr_low        DOUBLE,
    auc_pr_high       DOUBLE,
    brier             DOUBLE,
    brier_base        DOUBLE,
    calibration_slope DOUBLE,
    precision_without_voices DOUBLE,
    beats_base        BOOLEAN,             -- null: cannot tell
    reason_en         VARCHAR NOT NULL,
    reason_ja         VARCHAR NOT NULL
);

CREATE TABLE risk_calibration (
    bin       INTEGER PRIMARY KEY,
    n         BIGINT NOT NULL,
    mean_risk DOUBLE NOT NULL,
    churned   BIGINT NOT NULL,
    rate      DOUBLE NOT NULL,
    low       DOUBLE NOT NULL,
    high      DOUBLE NOT NULL
);

-- The inbox's exports as the last refresh saw them.
CREATE TABLE handoff_export (
    export_id   VARCHAR PRIMARY KEY,
    exported_at TIMESTAMP NOT NULL,
    author      VARCHAR NOT NULL,
    audience    VARCHAR NOT NULL,
    format      VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,          -- the snapshot that the audience was read from
    n_rows      BIGINT NOT NULL,
    n_left_out  BIGINT NOT NULL,
    left_out    JSON NOT NULL              -- reason -> customers
);
