-- How long actions took, and who raised their themes again; the refresh makes it anew.
ALTER TABLE action ADD COLUMN told_at TIMESTAMP;
CREATE TABLE action_loop (
    action_id          VARCHAR,
    first_said_on      DATE,
    decided_on         DATE,
    shipped_on         DATE,
    days_to_action     INTEGER,
    days_to_done       INTEGER,
    since_on           DATE,
    n_raised           BIGINT,
    n_heard            BIGINT,
    n_raised_again     BIGINT,
    share_raised_again DOUBLE,
    low                DOUBLE,
    high               DOUBLE,
    reason_en          VARCHAR,
    reason_ja          VARCHAR
);
