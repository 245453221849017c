-- Write emerging themes. Reads emerging_group, one row per group: theme_id, name_ja, name_en, keywords, certainty, run_id;
-- and emerging_text, one row per text of a group: text_hash, theme_id, score.
INSERT INTO machine_theme (theme_id, parent_id, name_ja, name_en, keywords, state, born_run)
SELECT theme_id, NULL, name_ja, name_en, keywords, 'emerging', run_id FROM emerging_group;
UPDATE machine_placement SET theme_id = emerging_text.theme_id, score = emerging_text.score, method = 'emerging'
FROM emerging_text
WHERE emerging_text.text_hash = machine_placement.text_hash;
INSERT INTO emerging_theme (theme_id, began, certainty, found_run)
SELECT theme_id, CAST(min(raw.created_at) AS DATE), any_value(certainty), any_value(run_id)
FROM emerging_group
JOIN emerging_text USING (theme_id)
JOIN sentence USING (text_hash)
LEFT JOIN feedback_raw AS raw USING (feedback_id)
GROUP BY theme_id;
INSERT INTO theme_lineage (run_id, event, from_theme, to_theme, overlap)
SELECT run_id, 'born', NULL, theme_id, NULL FROM emerging_group ORDER BY theme_id;
