-- sentence_place: one row per opinion: where it stands on the map, near to what says similar things.
-- sentence_id: the sentence
-- x: from left to right; the unit means nothing
-- y: from bottom to top, in the unit of x
-- Sentences with one text stand beside each other: each has a small step of its own, which no later sentence changes.
WITH step AS (
    SELECT
        sentence_id, text_hash,
        2 * pi() * (md5_number_lower(sentence_id) % 1009) / 1009 AS angle,
        0.25 * sqrt((md5_number_upper(sentence_id) % 1009) / 1009) AS length
    FROM sentence
    WHERE role = 'opinion'
)
SELECT sentence_id, round(place.x + length * cos(angle), 3) AS x, round(place.y + length * sin(angle), 3) AS y
FROM step
JOIN text_place AS place USING (text_hash)
ORDER BY sentence_id
