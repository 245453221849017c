-- Grain: one row per customer who mentioned a theme or sub-theme, the latest first. Reads published tables.
-- Parameters: theme_id; since (the first day, or null for all days).
-- customer_id
-- place: the order in the audience
-- risk: null
-- themes: the theme's name
-- name_en, name_ja: the theme's name in each language, else in the other language
-- n: pieces of feedback in which they mentioned it
-- last_on: the last day on which they did; null if no day is known
-- quote: their last sentence about it, masked
WITH mentioned AS (
    SELECT
        feedback.customer_id,
        any_value(coalesce(theme.name_en, theme.name_ja, theme.theme_id)) AS name_en,
        any_value(coalesce(theme.name_ja, theme.name_en, theme.theme_id)) AS name_ja,
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
    name_en,
    name_ja,
    n,
    last_on,
    quote
FROM mentioned
ORDER BY place
