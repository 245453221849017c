-- One row per source that takes no part in what rises and falls, though it was heard in the weeks compared; over all data.
SELECT source, state, started_on, last_on
FROM source_state
WHERE NOT takes_part AND n_recent + n_before > 0
ORDER BY n_recent + n_before DESC, source
