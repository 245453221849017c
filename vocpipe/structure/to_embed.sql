-- One row per model and text that has no vector of that model yet: model, text_hash, text, is_feedback (if so, the
-- hash is of the text without own names, else of the text itself). Takes $shared, reads own_model (lang, model).
-- Every opinion and verdict, each clause of an opinion that sets one thing against another, and each text of the company's own themes and of help articles, is embedded with the shared model, and with its language's own model if there is one.
WITH wanted AS (
    SELECT text_hash, text, lang, true AS is_feedback FROM sentence WHERE role IN ('opinion', 'verdict')
    UNION ALL
    SELECT text_hash, text, lang, true AS is_feedback FROM sentence_clause
    UNION ALL
    SELECT text_hash, text, lang, true AS is_feedback FROM guide_text
    UNION ALL
    SELECT text_hash, text, lang, true AS is_feedback FROM article_text
    UNION ALL
    SELECT text_hash, text, lang, false AS is_feedback FROM training_text
),
by_model AS (
    SELECT $shared AS model, text_hash, text, is_feedback FROM wanted
    UNION ALL
    SELECT own_model.model, wanted.text_hash, wanted.text, wanted.is_feedback FROM wanted JOIN own_model USING (lang)
)
SELECT by_model.model, by_model.text_hash, min(by_model.text) AS text, bool_or(by_model.is_feedback) AS is_feedback
FROM by_model
ANTI JOIN embedding ON embedding.model = by_model.model AND embedding.text_hash = by_model.text_hash
GROUP BY ALL
ORDER BY by_model.model, length(min(by_model.text)), by_model.text_hash
