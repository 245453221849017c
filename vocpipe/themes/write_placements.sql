-- Write where the machine places texts. Grain of `placed` and machine_placement: one row per text. Columns: text_hash,
-- theme_id (null: it belongs to no theme), subtheme_id, score, method.
DELETE FROM machine_placement WHERE text_hash IN (SELECT text_hash FROM placed);
INSERT INTO machine_placement
SELECT text_hash, theme_id, subtheme_id, score, method FROM placed ORDER BY text_hash;
