-- Put the sentences $sentences, and all with the same text, into $theme and $subtheme (null: no sub-theme).
CREATE OR REPLACE TEMP TABLE pending_moved AS
SELECT sentence_id
FROM sentence
WHERE role = 'opinion' AND (
    list_contains($sentences, sentence_id)
    OR text IN (SELECT text FROM sentence WHERE list_contains($sentences, sentence_id))
);
UPDATE pending_theme SET touched = true
WHERE theme_id IN ($theme, $subtheme) OR theme_id IN (
    SELECT unnest([theme_id, subtheme_id]) FROM pending_place SEMI JOIN pending_moved USING (sentence_id)
);
DELETE FROM pending_place WHERE sentence_id IN (SELECT sentence_id FROM pending_moved);
INSERT INTO pending_place
SELECT sentence_id, text, $theme, $subtheme, 1.0, 'edited', sentiment, sentiment_label
FROM sentence SEMI JOIN pending_moved USING (sentence_id);
