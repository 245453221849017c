-- Grain: two rows per theme or sub-theme that is not retired, one with the machine's names and one with the names of the
-- last refresh, which may be a person's. Columns: theme_id, is_sub, name_ja, name_en.
SELECT theme_id, parent_id IS NOT NULL AS is_sub, name_ja, name_en FROM machine_theme WHERE state <> 'retired'
UNION ALL
SELECT theme_id, parent_id IS NOT NULL AS is_sub, name_ja, name_en FROM theme WHERE state <> 'retired'
