-- How many of those who said a theme are still customers, month by month; the refresh makes it anew each time.
CREATE TABLE theme_survival (
    theme_id VARCHAR,
    said BOOLEAN,
    month INTEGER,
    survival DOUBLE,
    low DOUBLE,
    high DOUBLE,
    n_at_risk BIGINT,
    reason_en VARCHAR,
    reason_ja VARCHAR
);
