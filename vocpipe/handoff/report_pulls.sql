-- One row per source that is pulled: source, vendor, pulled_at, n_pages, n_records, problem.
SELECT source, vendor, strftime(pulled_at, '%Y-%m-%d %H:%M') AS pulled_at, n_pages, n_records, problem_en AS problem
FROM source_pull
ORDER BY source
