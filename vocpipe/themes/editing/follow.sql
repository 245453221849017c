-- What is in $source goes to $theme and $subtheme; with $keep its sub-themes go along. One row of edit_work is one text.
UPDATE edit_work
SET theme_id = $theme, subtheme_id = CASE WHEN $keep THEN subtheme_id ELSE $subtheme END, method = 'edited'
WHERE theme_id = $source OR subtheme_id = $source
