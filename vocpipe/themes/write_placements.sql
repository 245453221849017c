-- Write where the machine puts texts; the grain of `placed` and of machine_placement is one row per text: text_hash,
-- theme_id (null: it belongs to no theme), subtheme_id, score, method.
DELETE FROM machine_placement WHERE text_hash IN (SELECT text_hash FROM placed);
INSERT INTO machine_placement
SELECT text_hash, theme_id, subtheme_id, score, method FROM placed ORDER BY text_hash;
