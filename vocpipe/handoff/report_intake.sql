-- One row per source that is pulled, or of which something is expected: source, vendor, pulled_at, n_pages, n_records,
-- arrived_at, expect, lag (hours), failures, problem.
SELECT
    source,
    vendor,
    strftime(pulled_at, '%Y-%m-%d %H:%M') AS pulled_at,
    n_pages,
    n_records,
    strftime(arrived_at, '%Y-%m-%d %H:%M') AS arrived_at,
    expect,
    round(lag_hours)::BIGINT AS lag,
    n_failures AS failures,
    problem_en AS problem
FROM source_state
WHERE vendor IS NOT NULL OR expect IS NOT NULL
ORDER BY source
