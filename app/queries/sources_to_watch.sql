-- One row per source that fails or is late; over all data. $now: the time now, in UTC.
-- trouble: failing, its last pull ended early; late, nothing new came for longer than expected; never, nothing ever came
-- expect, arrived_at, problem_en, problem_ja: as in source_state
SELECT
    source,
    CASE WHEN problem_en IS NOT NULL THEN 'failing' WHEN arrived_at IS NULL THEN 'never' ELSE 'late' END AS trouble,
    expect,
    arrived_at,
    problem_en,
    problem_ja
FROM source_state
WHERE problem_en IS NOT NULL OR (expect IS NOT NULL AND coalesce(due_at < CAST($now AS TIMESTAMP), true))
ORDER BY trouble, source
