-- What several outcomes stand on: segments of customers as of a date, and alerts.

-- One row per customer, kind of segment and spell of time. A customer is in one segment of a kind at a time.
CREATE TABLE customer_segment (
    customer_id  VARCHAR NOT NULL,         -- the pseudonym
    segment_kind VARCHAR NOT NULL,         -- touch_model | usage | lifecycle | plan
    segment      VARCHAR NOT NULL,
    valid_from   DATE NOT NULL,
    valid_to     DATE,                     -- the first day it no longer holds; null: it still does
    PRIMARY KEY (customer_id, segment_kind, valid_from)
);

-- One row per thing worth a look.
CREATE TABLE alert (
    alert_id  VARCHAR PRIMARY KEY,         -- the same while the same thing goes on
    kind      VARCHAR NOT NULL,            -- rising theme | falling theme | new theme | customer at risk
    subject   VARCHAR NOT NULL,            -- theme_id or customer_id
    since     DATE NOT NULL,
    evidence  JSON NOT NULL,
    q_value   DOUBLE,
    reason_en VARCHAR NOT NULL,
    reason_ja VARCHAR NOT NULL
);
