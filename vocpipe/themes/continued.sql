-- Grain: one row per distinct opinion text that stands only beyond the first opinions of the feedback that says it: beyond $most of
-- them, or where feedback is usually longer (interviews), beyond as many as nine in ten pieces have. Column: text_hash.
-- $unthemed: only texts that were placed and belong to no theme are looked at.
WITH opinion AS (
    SELECT sentence_id, feedback_id, text_hash, position FROM sentence WHERE role = 'opinion'
),
usual AS (
    SELECT quantile_disc(opinions, .9) AS opinions FROM (SELECT count(*) AS opinions FROM opinion GROUP BY feedback_id)
),
placed AS (
    SELECT opinion.text_hash, row_number() OVER (PARTITION BY opinion.feedback_id ORDER BY opinion.position, opinion.sentence_id) AS place
    FROM opinion
    LEFT JOIN machine_placement AS theme USING (text_hash)
    WHERE NOT $unthemed OR (theme.text_hash IS NOT NULL AND theme.theme_id IS NULL)
)
SELECT text_hash
FROM placed
GROUP BY text_hash
HAVING min(place) > greatest($most, (SELECT opinions FROM usual))
ORDER BY text_hash
