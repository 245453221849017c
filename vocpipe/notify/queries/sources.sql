-- Grain: one row per source that is silent for longer than usual. Reads published tables.
-- source, state (late, stopped), last_on, reason_en, reason_ja
SELECT source, state, last_on, reason_en, reason_ja
FROM source_state
WHERE state IN ('late', 'stopped')
ORDER BY source
