-- Makes template_now, one row per source and sentence that is a template by line_count: source, hash, is_signed.
-- Takes $kinds. A thread counts once. The rule is told in templates.py.
CREATE OR REPLACE TEMP TABLE template_now AS
WITH size AS (
    SELECT source, count(*) AS n
    FROM feedback_raw
    WHERE deleted_at IS NULL AND list_contains($kinds, kind)
    GROUP BY source
)
SELECT source, hash, is_signed
FROM line_count
JOIN size USING (source)
WHERE threads >= 3
    AND (
        (is_signed AND threads >= greatest(3, 0.002 * n))
        OR (edges >= 0.9 * lines AND least(threads, rests) >= greatest(6, 0.05 * n))
    )
