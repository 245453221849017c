-- Give the sentences the places of their texts in machine_placement (one row per text), so that these count as placed.
-- Grain: sentence_theme has one row per sentence and theme, unthemed one per sentence.
INSERT INTO sentence_theme BY NAME
SELECT sentence.sentence_id, placed.theme_id, true AS is_primary, placed.score, placed.method
FROM sentence JOIN machine_placement AS placed USING (text_hash)
WHERE sentence.role = 'opinion' AND placed.theme_id IS NOT NULL;
INSERT INTO unthemed
SELECT sentence.sentence_id
FROM sentence JOIN machine_placement AS placed USING (text_hash)
WHERE sentence.role = 'opinion' AND placed.theme_id IS NULL
