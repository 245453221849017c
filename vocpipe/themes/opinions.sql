-- One row per distinct opinion text: text_hash, text, lang, tokens, times (how often it was said), theme_id and
-- subtheme_id (what it belongs to until now, null for nothing), looked_at (false: no refresh has placed it yet).
WITH placed AS (
    SELECT
        sentence.text_hash,
        max(belongs.theme_id) FILTER (WHERE belongs.is_primary) AS theme_id,
        max(belongs.theme_id) FILTER (WHERE NOT belongs.is_primary) AS subtheme_id,
        bool_or(belongs.theme_id IS NOT NULL OR unthemed.sentence_id IS NOT NULL) AS looked_at
    FROM sentence
    LEFT JOIN sentence_theme AS belongs USING (sentence_id)
    LEFT JOIN unthemed USING (sentence_id)
    WHERE sentence.role = 'opinion'
    GROUP BY sentence.text_hash
)
SELECT
    sentence.text_hash,
    min(sentence.text) AS text,
    min(sentence.lang) AS lang,
    arg_min(sentence.tokens, sentence.text) AS tokens,
    count(*) AS times,
    any_value(placed.theme_id) AS theme_id,
    any_value(placed.subtheme_id) AS subtheme_id,
    any_value(placed.looked_at) AS looked_at
FROM sentence
JOIN placed USING (text_hash)
WHERE sentence.role = 'opinion'
GROUP BY sentence.text_hash
ORDER BY sentence.text_hash
