-- What a refresh and every snapshot can compute in addition to the tables: one statement per macro, after a comment that
-- says what it gives. No macro calls another, so that they work in an attached snapshot too; a test checks that they agree.
-- nps_value: 1 for a promoter (9-10), 0 for a passive (7-8), -1 for a detractor (0-6); their mean, times 100, is the NPS
CREATE MACRO nps_value(score) AS
    CASE WHEN score >= 9 THEN 1 WHEN score >= 7 THEN 0 WHEN score IS NOT NULL THEN -1 END;
-- nps_group: promoter, passive or detractor
CREATE MACRO nps_group(score) AS
    CASE WHEN score >= 9 THEN 'promoter' WHEN score >= 7 THEN 'passive' WHEN score IS NOT NULL THEN 'detractor' END;
-- nps: NPS of the scores 0-10 of any cut, -100 to 100: SELECT kind, nps(score) FROM feedback WHERE score_type = 'nps' GROUP BY kind
CREATE MACRO nps(score) AS
    100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score < 7)) / nullif(count(score), 0);
-- nps_low: lower end of the 95 % adjusted-Wald interval of nps(score), for independent answers (Rocks 2016)
CREATE MACRO nps_low(score) AS
    CASE WHEN count(score) > 0 THEN 100.0 * greatest(-1.0,
        (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score < 7)) / (count(score) + 3.0)
        - 1.959963984540054 * sqrt((
            (count(*) FILTER (WHERE score >= 9) + count(*) FILTER (WHERE score < 7) + 1.5) / (count(score) + 3.0)
            - pow((count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score < 7)) / (count(score) + 3.0), 2)
        ) / (count(score) + 3.0))
    ) END;
-- nps_high: upper end of the 95 % adjusted-Wald interval of nps(score), for independent answers (Rocks 2016)
CREATE MACRO nps_high(score) AS
    CASE WHEN count(score) > 0 THEN 100.0 * least(1.0,
        (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score < 7)) / (count(score) + 3.0)
        + 1.959963984540054 * sqrt((
            (count(*) FILTER (WHERE score >= 9) + count(*) FILTER (WHERE score < 7) + 1.5) / (count(score) + 3.0)
            - pow((count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score < 7)) / (count(score) + 3.0), 2)
        ) / (count(score) + 3.0))
    ) END;
-- nps_of: NPS from counts of answers: promoters, detractors, all answers
CREATE MACRO nps_of(promoters, detractors, n) AS 100.0 * (promoters - detractors) / nullif(n, 0);
-- nps_of_low: lower end of the 95 % adjusted-Wald interval of nps_of(promoters, detractors, n)
CREATE MACRO nps_of_low(promoters, detractors, n) AS
    CASE WHEN n > 0 THEN 100.0 * greatest(-1.0,
        (promoters - detractors) / (n + 3.0)
        - 1.959963984540054 * sqrt((
            (promoters + detractors + 1.5) / (n + 3.0) - pow((promoters - detractors) / (n + 3.0), 2)
        ) / (n + 3.0))
    ) END;
-- nps_of_high: upper end of the 95 % adjusted-Wald interval of nps_of(promoters, detractors, n)
CREATE MACRO nps_of_high(promoters, detractors, n) AS
    CASE WHEN n > 0 THEN 100.0 * least(1.0,
        (promoters - detractors) / (n + 3.0)
        + 1.959963984540054 * sqrt((
            (promoters + detractors + 1.5) / (n + 3.0) - pow((promoters - detractors) / (n + 3.0), 2)
        ) / (n + 3.0))
    ) END;
