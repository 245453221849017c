-- Forget where a text was placed when none of its sentences is placed any more: it is gone, or to be looked at again. The
-- grain of machine_placement is one row per text.
DELETE FROM machine_placement
WHERE text_hash NOT IN (
    SELECT text_hash
    FROM sentence
    WHERE role = 'opinion'
        AND (
            sentence_id IN (SELECT sentence_id FROM sentence_theme)
            OR sentence_id IN (SELECT sentence_id FROM unthemed)
        )
)
