-- One row per feedback that mentions the theme under the filters: the candidates for quotes, without duplicates.
-- sentence: what is said of the theme, which is a clause where the sentence praises one thing and blames another.
-- The rows alternate over source, language and sentiment, so that none crowds out the others.
WITH best AS (
    SELECT
        opinion.feedback_id, coalesce(part.text, sentence.text) AS sentence, opinion.lang, here.of_theme_label AS sentiment_label,
        opinion.source, opinion.person, opinion.plan, coalesce(belongs.score, 0) AS score
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    JOIN in_theme($theme) AS here USING (sentence_no)
    JOIN sentence ON sentence.sentence_id = opinion.sentence_id AND sentence.text IS NOT NULL
    LEFT JOIN sentence_aspect AS part ON part.sentence_id = opinion.sentence_id AND part.is_main
    LEFT JOIN kept_belongs AS belongs ON belongs.sentence_no = opinion.sentence_no AND belongs.theme_id = $theme
    WHERE NOT opinion.is_duplicate
    QUALIFY row_number() OVER (PARTITION BY opinion.feedback_id ORDER BY belongs.score DESC NULLS LAST, opinion.position) = 1
),
turn AS (
    SELECT *, row_number() OVER (PARTITION BY source, lang, sentiment_label ORDER BY score DESC, feedback_id) AS turn FROM best
    QUALIFY row_number() OVER (PARTITION BY source, lang, sentiment_label, person ORDER BY score DESC, feedback_id) = 1
)
SELECT
    turn.sentence, turn.sentiment_label, turn.person, turn.plan, turn.score AS nearness,
    feedback.feedback_id, feedback.text, feedback.source, feedback.kind, turn.lang, feedback.created_on, feedback.score_type,
    feedback.score, feedback.url
FROM turn
JOIN feedback USING (feedback_id)
ORDER BY turn.turn, turn.score DESC, feedback.feedback_id
LIMIT 400
