-- How each source that is pulled from another system stands; collect writes it from what the last pull left.
CREATE TABLE source_pull (
    source VARCHAR, vendor VARCHAR, pulled_at TIMESTAMP, tried_at TIMESTAMP, n_pages BIGINT, n_records BIGINT,
    problem_en VARCHAR, problem_ja VARCHAR
);
