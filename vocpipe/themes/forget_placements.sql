-- Forget where a text was placed when none of its sentences is placed any more: they are gone, or have changed. Grain of
-- machine_placement: one row per text.
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
