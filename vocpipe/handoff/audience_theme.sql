-- Grain: one row per customer who spoke of a theme or sub-theme, those who did last first; of the published tables.
-- Parameters: theme_id; since (a day, or null for ever).
-- customer_id
-- place: the order in the audience
-- risk: null
-- themes: the theme's name
-- reason_en, reason_ja: why they are in it
-- quote: the last thing they said of it, masked
WITH spoken AS (
    SELECT
        feedback.customer_id,
        any_value(coalesce(theme.name_en, theme.name_ja)) AS name_en,
        any_value(coalesce(theme.name_ja, theme.name_en)) AS name_ja,
        any_value(theme.name) AS name,
        count(DISTINCT feedback.feedback_id) AS n,
        max(feedback.created_on) AS last_on,
        arg_max(sentence.text, (feedback.created_on, sentence.sentence_id)) AS quote
    FROM sentence_theme AS belongs
    JOIN theme USING (theme_id)
    JOIN sentence USING (sentence_id)
    JOIN feedback USING (feedback_id)
    WHERE belongs.theme_id = $theme_id
        AND feedback.customer_id IS NOT NULL
        AND ($since IS NULL OR feedback.created_on >= $since::DATE)
    GROUP BY feedback.customer_id
)
SELECT
    customer_id,
    row_number() OVER (ORDER BY last_on DESC NULLS LAST, customer_id) AS place,
    NULL::DOUBLE AS risk,
    name AS themes,
    format('Spoke of "{}" ({}), last on {}.', name_en, n, coalesce(last_on::VARCHAR, 'an unknown day')) AS reason_en,
    format('「{}」に言及（{} 件、最終 {}）。', name_ja, n, coalesce(last_on::VARCHAR, '日付不明')) AS reason_ja,
    quote
FROM spoken
ORDER BY place
