-- One row: how many themes a comparison is about.
SELECT count(*) AS n FROM theme WHERE parent_id IS NULL AND state = 'active'
