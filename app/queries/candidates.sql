-- One row per thing said that mentions the theme under the filters, its best sentence first: what quotes are picked from.
-- Duplicates are left out. The rows take turns over source, language and sentiment, so that none crowds out the others.
WITH best AS (
    SELECT
        said.feedback_id, said.sentence_id, said.sentence, said.lang, said.sentiment_label, said.source, said.person, said.plan,
        coalesce(belongs.score, 0) AS score
    FROM said($sources, $kinds, $langs, $plans, $labels, $since, $until) AS said
    JOIN in_theme($theme) USING (sentence_id)
    LEFT JOIN sentence_theme AS belongs ON belongs.sentence_id = said.sentence_id AND belongs.theme_id = $theme
    WHERE said.duplicate_of IS NULL
    QUALIFY row_number() OVER (PARTITION BY said.feedback_id ORDER BY belongs.score DESC NULLS LAST, said.position) = 1
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
