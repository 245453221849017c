-- Move the texts that the edit $edit holds to $theme and $subtheme. Grain of edit_work: one row per text.
-- A text that the person named always moves. Any other text moves unless an earlier edit holds it, and only while the
-- machine's theme it was held in is one of $sources ($redirected as in hold.sql): other edits may have been undone.
-- Of the texts that an earlier edit holds, those in the theme $within move too: it contains the sub-theme that this edit
-- takes. $hold: held, or pinned for texts of a dissolved theme, which give way to every later edit.
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
