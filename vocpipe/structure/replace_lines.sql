-- Replaces the rows of text_line of the texts in line_batch by new_line, and brings line_count up to date.
-- A thread or a rest counts as new, or as gone, where no other text has the sentence with it: only sentences in these texts
-- are looked up.
CREATE OR REPLACE TEMP TABLE former_line AS SELECT * FROM text_line SEMI JOIN line_batch USING (feedback_id);
CREATE OR REPLACE TEMP TABLE moved_line AS
SELECT *, 1 AS sign FROM new_line
UNION ALL BY NAME
SELECT *, -1 AS sign FROM former_line;
DELETE FROM text_line WHERE feedback_id IN (SELECT feedback_id FROM former_line);
CREATE OR REPLACE TEMP TABLE changed_count AS
WITH pair AS (
    SELECT DISTINCT sign, source, hash, thread, CAST(NULL AS UBIGINT) AS rest FROM moved_line
    UNION ALL
    SELECT DISTINCT sign, source, hash, NULL AS thread, rest FROM moved_line
),
alone AS (
    SELECT sign, source, hash, thread, rest
    FROM pair
    ANTI JOIN text_line AS other
        ON other.source = pair.source AND other.hash = pair.hash AND other.thread = pair.thread
    WHERE pair.thread IS NOT NULL
    UNION ALL
    SELECT sign, source, hash, thread, rest
    FROM pair
    ANTI JOIN text_line AS other ON other.source = pair.source AND other.hash = pair.hash AND other.rest = pair.rest
    WHERE pair.rest IS NOT NULL
),
change AS (
    SELECT source, hash, is_signed, sign AS lines, sign * CAST(at_edge AS INTEGER) AS edges, 0 AS threads, 0 AS rests
    FROM moved_line
    UNION ALL
    SELECT
        source,
        hash,
        false AS is_signed,
        0 AS lines,
        0 AS edges,
        CASE WHEN thread IS NOT NULL THEN sign ELSE 0 END AS threads,
        CASE WHEN rest IS NOT NULL THEN sign ELSE 0 END AS rests
    FROM alone
    UNION ALL
    SELECT line_count.* FROM line_count SEMI JOIN moved_line USING (source, hash)
)
SELECT
    source,
    hash,
    bool_or(is_signed) AS is_signed,
    sum(lines) AS lines,
    sum(edges) AS edges,
    sum(threads) AS threads,
    sum(rests) AS rests
FROM change
GROUP BY source, hash;
DELETE FROM line_count USING changed_count
WHERE line_count.source = changed_count.source AND line_count.hash = changed_count.hash;
INSERT INTO line_count BY NAME SELECT * FROM changed_count WHERE lines > 0;
INSERT INTO text_line BY NAME SELECT * FROM new_line;
DROP TABLE former_line;
DROP TABLE moved_line;
DROP TABLE changed_count
