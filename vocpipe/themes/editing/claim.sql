-- The texts that the edit holds belong to $theme and $subtheme: what the person named always, the rest unless an earlier
-- edit holds it. One row of edit_work is one text. A text that was held counts only while what the machine had it in is
-- still where the edit took it from ($sources; $redirected as in edit_hold.sql), as other edits may have been undone. What
-- an earlier edit holds in the theme $within, only there and not in a sub-theme, may be in a sub-theme that this one takes.
-- $hold: held; or pinned, which stands in for what the machine has dissolved and so gives way to every later edit.
UPDATE edit_work
SET
    subtheme_id = CASE
        WHEN $subtheme IS NULL AND member.how <> 'named' AND theme_id IS NOT DISTINCT FROM $theme THEN subtheme_id
        ELSE $subtheme
    END,
    theme_id = $theme,
    score = CASE WHEN member.how = 'named' THEN 1.0 ELSE edit_work.score END,
    method = 'edited',
    claimed = CASE WHEN member.how = 'named' THEN 'named' ELSE $hold END
FROM edit_member AS member
WHERE member.edit_id = $edit
    AND member.text_hash = edit_work.text_hash
    AND (
        member.how = 'named'
        OR (
            edit_work.claimed IS NULL
            OR (edit_work.claimed = 'pinned' AND $hold <> 'pinned')
            OR (edit_work.claimed = 'held' AND edit_work.theme_id = $within)
        )
            AND (
                member.how = 'joined'
                OR list_contains($sources, member.via_subtheme)
                OR (
                    list_contains($sources, member.via_theme)
                    AND NOT coalesce(list_contains($redirected, member.via_subtheme), false)
                )
            )
    )
