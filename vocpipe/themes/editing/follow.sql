-- Move what is in the theme $source to $theme and $subtheme; $keep: with its sub-themes. Grain of edit_work: one row per
-- text.
UPDATE edit_work
SET theme_id = $theme, subtheme_id = CASE WHEN $keep THEN subtheme_id ELSE $subtheme END, method = 'edited'
WHERE theme_id = $source OR subtheme_id = $source
