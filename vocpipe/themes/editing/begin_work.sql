-- Grain: one row per placed text, as the machine has it: what the edits are replayed over. Columns: text_hash; theme_id,
-- subtheme_id, score, method (as in machine_placement); claimed (an edit holds this very text: named, held, or
-- pinned; else null).
CREATE OR REPLACE TEMP TABLE edit_work AS
SELECT text_hash, theme_id, subtheme_id, score, method, NULL::VARCHAR AS claimed FROM machine_placement;
