-- What every snapshot can compute besides its tables: one statement per macro, its first comment line what it gives.
-- nps: NPS of the scores 0-10 of any cut, -100 to 100: SELECT kind, nps(score) FROM feedback WHERE score_type = 'nps' GROUP BY kind
CREATE MACRO nps(score) AS
    100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / nullif(count(score), 0);
-- nps_low: lower end of its 95 % adjusted-Wald interval, for independent answers (Rocks 2016)
CREATE MACRO nps_low(score) AS
    CASE WHEN count(score) > 0 THEN 100.0 * greatest(-1.0,
        (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / (count(score) + 3.0)
        - 1.959963984540054 * sqrt((
            (count(*) FILTER (WHERE score >= 9) + count(*) FILTER (WHERE score <= 6) + 1.5) / (count(score) + 3.0)
            - pow((count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / (count(score) + 3.0), 2)
        ) / (count(score) + 3.0))
    ) END;
-- nps_high: upper end of the same interval
CREATE MACRO nps_high(score) AS
    CASE WHEN count(score) > 0 THEN 100.0 * least(1.0,
        (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / (count(score) + 3.0)
        + 1.959963984540054 * sqrt((
            (count(*) FILTER (WHERE score >= 9) + count(*) FILTER (WHERE score <= 6) + 1.5) / (count(score) + 3.0)
            - pow((count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / (count(score) + 3.0), 2)
        ) / (count(score) + 3.0))
    ) END;
