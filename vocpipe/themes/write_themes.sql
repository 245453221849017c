-- Write the themes of a discovery, one row each in discovered_theme: theme_id, parent_id, name_ja, name_en, keywords,
-- run_id, is_guided, n_taught. A theme that continues keeps its names and its birth; only a name that it never had is filled in.
-- A guided theme has the company's names. All other themes retire.
INSERT INTO machine_theme BY NAME
SELECT theme_id, parent_id, name_ja, name_en, keywords, 'active' AS state, run_id AS born_run, is_guided, n_taught FROM discovered_theme
ON CONFLICT (theme_id) DO UPDATE SET
    parent_id = excluded.parent_id,
    name_ja = CASE WHEN excluded.is_guided THEN excluded.name_ja ELSE coalesce(machine_theme.name_ja, excluded.name_ja) END,
    name_en = CASE WHEN excluded.is_guided THEN excluded.name_en ELSE coalesce(machine_theme.name_en, excluded.name_en) END,
    keywords = excluded.keywords,
    state = 'active',
    is_guided = excluded.is_guided,
    n_taught = excluded.n_taught;
UPDATE machine_theme SET state = 'retired' WHERE theme_id NOT IN (SELECT theme_id FROM discovered_theme);
