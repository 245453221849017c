-- Move all that is in the theme $source to the theme $target. A theme keeps its sub-themes, which follow it.
UPDATE pending_theme SET touched = true
WHERE theme_id IN ($source, $target) OR theme_id IN (SELECT parent_id FROM pending_theme WHERE theme_id IN ($source, $target));
UPDATE pending_place
SET
    theme_id = coalesce((SELECT parent_id FROM pending_theme WHERE theme_id = $target), $target),
    subtheme_id = CASE
        WHEN subtheme_id = $source THEN CASE WHEN (SELECT parent_id FROM pending_theme WHERE theme_id = $target) IS NOT NULL THEN $target END
        ELSE subtheme_id
    END,
    method = 'edited'
WHERE theme_id = $source OR subtheme_id = $source;
UPDATE pending_theme SET parent_id = $target WHERE parent_id = $source;
UPDATE pending_theme SET redirect = $target, state = 'retired' WHERE theme_id = $source;
