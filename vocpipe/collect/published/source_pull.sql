-- source_pull: one row per source that is pulled from another system, as its last pull before this refresh left it.
-- source: name of the source in vocpipe.toml
-- vendor: the system that is asked
-- pulled_at: when a pull last came to its end, in UTC; null if none ever did
-- tried_at: when it was last tried, in UTC
-- n_pages: pages that were pulled and kept, since the beginning
-- n_records: records in them, a record that came again counted each time
-- problem_en: why the last pull ended early, in English; null if it did not
-- problem_ja: why the last pull ended early, in Japanese
SELECT source, vendor, pulled_at, tried_at, n_pages, n_records, problem_en, problem_ja
FROM source_pull
ORDER BY source
