-- Hold for the edit $edit the texts that the machine has in the themes $sources. Grain of edit_member: one row per edit
-- and text. $redirected: sub-themes that an earlier edit took out of their theme.
INSERT INTO edit_member
SELECT $edit, text_hash, 'held', theme_id, subtheme_id
FROM machine_placement
WHERE (
        list_contains($sources, subtheme_id)
        OR (list_contains($sources, theme_id) AND NOT coalesce(list_contains($redirected, subtheme_id), false))
    )
    AND text_hash NOT IN (SELECT text_hash FROM edit_work WHERE claimed = 'pinned')
ORDER BY text_hash
