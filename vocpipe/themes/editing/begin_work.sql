-- Grain of edit_work: one row per placed text, where the machine has it before any edit. Columns: text_hash; theme_id,
-- subtheme_id, score, method (as in machine_placement); claimed (how an edit holds this text: named, held or pinned;
-- null: none does).
CREATE OR REPLACE TEMP TABLE edit_work AS
SELECT text_hash, theme_id, subtheme_id, score, method, NULL::VARCHAR AS claimed FROM machine_placement;
