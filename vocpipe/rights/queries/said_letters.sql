-- Makes said_letters: one row per text that anybody in the database wrote. Column: run (its letters and digits, in small
-- letters of normal width, one for one).
CREATE OR REPLACE TEMP TABLE said_letters AS
SELECT DISTINCT
    regexp_replace(
        translate(
            lower(text),
            '０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
            '0123456789abcdefghijklmnopqrstuvwxyz'
        ),
        '[^\pL\pN]+', '', 'g'
    ) AS run
FROM (
    SELECT text FROM feedback_clean
    UNION ALL
    SELECT answer FROM survey_answer
)
WHERE text IS NOT NULL
