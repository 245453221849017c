-- Grain: one row per distinct opinion text. Columns: text_hash, text (empty if it may not be shown), lang, tokens, times (how often it occurs),
-- sentiment (-1..1, null if not scored), theme_id and subtheme_id (the machine's so far, null for none), is_placed
-- (false: no refresh has placed it yet). $unthemed: only texts that were placed and belong to no theme.
SELECT
    sentence.text_hash,
    coalesce(min(sentence.text) FILTER (WHERE unquotable.feedback_id IS NULL), '') AS text,
    min(sentence.lang) AS lang,
    arg_min(sentence.tokens, sentence.text) AS tokens,
    count(*) AS times,
    max(feeling.sentiment) AS sentiment,
    any_value(placed.theme_id) AS theme_id,
    any_value(placed.subtheme_id) AS subtheme_id,
    bool_or(placed.text_hash IS NOT NULL) AS is_placed
FROM sentence
LEFT JOIN sentence_sentiment AS feeling USING (sentence_id)
LEFT JOIN machine_placement AS placed USING (text_hash)
LEFT JOIN unquotable ON unquotable.feedback_id = sentence.feedback_id
WHERE sentence.role = 'opinion' AND (NOT $unthemed OR (placed.text_hash IS NOT NULL AND placed.theme_id IS NULL))
GROUP BY sentence.text_hash
ORDER BY sentence.text_hash
