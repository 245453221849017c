-- Give every sentence the themes of its text; the grain of `placed` is one row per text: text_hash, theme_id, subtheme_id,
-- score, method. What has no theme is remembered as looked at.
DELETE FROM sentence_theme WHERE sentence_id IN (SELECT sentence_id FROM sentence JOIN placed USING (text_hash) WHERE role = 'opinion');
DELETE FROM unthemed WHERE sentence_id IN (SELECT sentence_id FROM sentence JOIN placed USING (text_hash) WHERE role = 'opinion');
INSERT INTO sentence_theme
SELECT sentence_id, theme_id, true, score, method
FROM sentence JOIN placed USING (text_hash)
WHERE role = 'opinion' AND theme_id IS NOT NULL
UNION ALL
SELECT sentence_id, subtheme_id, false, score, method
FROM sentence JOIN placed USING (text_hash)
WHERE role = 'opinion' AND subtheme_id IS NOT NULL
ORDER BY ALL;
INSERT INTO unthemed
SELECT sentence_id
FROM sentence JOIN placed USING (text_hash)
WHERE role = 'opinion' AND theme_id IS NULL
ORDER BY ALL;
