-- A new sentence whose text has been placed before goes where its twin is: one row per sentence and theme.
INSERT INTO sentence_theme
WITH unplaced AS (
    SELECT sentence_id, text_hash
    FROM sentence
    ANTI JOIN sentence_theme USING (sentence_id)
    ANTI JOIN unthemed USING (sentence_id)
    WHERE role = 'opinion'
),
twin AS (
    SELECT DISTINCT sentence.text_hash, belongs.theme_id, belongs.is_primary, belongs.score, belongs.method
    FROM sentence JOIN sentence_theme AS belongs USING (sentence_id)
    WHERE sentence.text_hash IN (SELECT text_hash FROM unplaced)
)
SELECT unplaced.sentence_id, twin.theme_id, twin.is_primary, twin.score, twin.method
FROM unplaced JOIN twin USING (text_hash)
ORDER BY ALL;
INSERT INTO unthemed
SELECT DISTINCT sentence.sentence_id
FROM sentence
JOIN (SELECT text_hash FROM sentence JOIN unthemed USING (sentence_id)) AS twin USING (text_hash)
ANTI JOIN unthemed ON unthemed.sentence_id = sentence.sentence_id
WHERE sentence.role = 'opinion'
ORDER BY ALL;
