-- One row per source. Reads source_state.
-- source, takes_part, n_recent, n_before, reason_en, reason_ja: as in source_state
SELECT source, takes_part, n_recent, n_before, reason_en, reason_ja
FROM source_state
ORDER BY source
