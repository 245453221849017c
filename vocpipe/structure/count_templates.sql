-- Makes template_line anew, one row per source and sentence that is a template: source, hash, is_signed. Takes $kinds.
-- A thread counts once. The rule is told in templates.py.
DELETE FROM template_line;
WITH size AS (
    SELECT source, count(*) AS n
    FROM feedback_raw
    WHERE deleted_at IS NULL AND list_contains($kinds, kind)
    GROUP BY source
),
frequent AS (
    SELECT hash FROM text_line GROUP BY hash HAVING count(*) >= 3
),
counted AS (
    SELECT
        raw.source,
        line.hash,
        bool_or(line.is_signed) AS is_signed,
        count(DISTINCT coalesce(raw.thread_id, raw.feedback_id)) AS threads,
        count(DISTINCT line.rest) AS rests,
        avg(CAST(line.at_edge AS INTEGER)) AS edge
    FROM text_line AS line
    SEMI JOIN frequent USING (hash)
    JOIN feedback_raw AS raw USING (feedback_id)
    GROUP BY raw.source, line.hash
)
INSERT INTO template_line BY NAME
SELECT source, hash, is_signed
FROM counted
JOIN size USING (source)
WHERE (is_signed AND threads >= greatest(3, 0.002 * n))
    OR (edge >= 0.9 AND least(threads, rests) >= greatest(6, 0.05 * n))
