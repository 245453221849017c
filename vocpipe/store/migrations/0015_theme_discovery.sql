-- The last discovery of themes: one row, or none before the first discovery.
CREATE TABLE theme_discovery (
    basis      VARCHAR NOT NULL,           -- JSON: settings that the themes depend on
    opinions   BIGINT NOT NULL,            -- distinct texts at that time
    unthemed   BIGINT NOT NULL,            -- texts of them that belonged to no theme
    resolution DOUBLE                      -- the level of detail; null: an engine without one, or too few texts
);
INSERT INTO theme_discovery
SELECT
    fingerprint ->> '$.basis',
    CAST(fingerprint ->> '$.opinions' AS BIGINT),
    CAST(fingerprint ->> '$.unthemed' AS BIGINT),
    CAST(fingerprint ->> '$.resolution' AS DOUBLE)
FROM stage_state
WHERE stage = 'themes';
DELETE FROM stage_state WHERE stage = 'themes';
