-- The change of the NPS is split for every pair of periods: which kind of pair a part belongs to.
ALTER TABLE nps_change ADD COLUMN periods VARCHAR;

-- Which themes rose or fell after each event of the calendar; the refresh makes it anew each time.
CREATE TABLE event_change (
    event_date DATE, event VARCHAR, kind VARCHAR, theme_id VARCHAR,
    before_from DATE, before_to DATE, after_from DATE, after_to DATE,
    n_before BIGINT, n_after BIGINT, feedback_before BIGINT, feedback_after BIGINT,
    ratio DOUBLE, low DOUBLE, high DOUBLE, p_value DOUBLE, q_value DOUBLE,
    verdict VARCHAR, reason_en VARCHAR, reason_ja VARCHAR
);
