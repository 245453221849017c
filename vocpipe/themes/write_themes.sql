-- Write the themes of a discovery, one row each in discovered_theme: theme_id, parent_id, name_ja, name_en, keywords,
-- run_id. A theme that continues keeps its names and its birth; only a name that it never had is filled in. All other
-- themes retire.
INSERT INTO machine_theme
SELECT theme_id, parent_id, name_ja, name_en, keywords, 'active', run_id FROM discovered_theme
ON CONFLICT (theme_id) DO UPDATE SET
    parent_id = excluded.parent_id,
    name_ja = coalesce(machine_theme.name_ja, excluded.name_ja),
    name_en = coalesce(machine_theme.name_en, excluded.name_en),
    keywords = excluded.keywords,
    state = 'active';
UPDATE machine_theme SET state = 'retired' WHERE theme_id NOT IN (SELECT theme_id FROM discovered_theme);
