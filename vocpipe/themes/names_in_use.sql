-- One row per living theme or sub-theme, once as the machine calls it now and once as it was called after the last
-- refresh, people's names included: theme_id, is_sub, name_ja, name_en.
SELECT theme_id, parent_id IS NOT NULL AS is_sub, name_ja, name_en FROM machine_theme WHERE state <> 'retired'
UNION ALL
SELECT theme_id, parent_id IS NOT NULL AS is_sub, name_ja, name_en FROM theme WHERE state <> 'retired'
