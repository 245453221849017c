-- One row per source of vocpipe.toml, or with feedback: the columns of source_state that pulls and files tell.
-- arrived_at: of what is pulled, when a page came with something in it; of files, when one was read that had something new
WITH said AS (
    SELECT source, count(*) AS n_feedback, max(greatest(created_at, updated_at)) AS newest_at
    FROM feedback_raw
    WHERE deleted_at IS NULL
    GROUP BY source
),
file AS (
    SELECT source, max(read_at) AS read_at FROM ingest_file WHERE feedback_new + feedback_changed > 0 GROUP BY source
),
source AS (
    SELECT source FROM source_intake UNION SELECT source FROM said
)
SELECT
    source,
    vendor,
    expect,
    coalesce(brought_at, read_at) AS arrived_at,
    newest_at,
    pulled_at,
    tried_at,
    cursor,
    coalesce(n_feedback, 0) AS n_feedback,
    n_pages,
    n_records,
    n_failures,
    problem_en,
    problem_ja
FROM source
LEFT JOIN source_intake USING (source)
LEFT JOIN said USING (source)
LEFT JOIN file USING (source)
ORDER BY source
