-- Place the texts whose sentences stand in former_sentence_theme, one row per sentence and theme of a snapshot:
-- sentence_id, theme_id, is_primary, score, method. Grain of machine_placement: one row per text.
INSERT INTO machine_placement BY NAME
SELECT
    sentence.text_hash,
    min(former.theme_id) FILTER (WHERE former.is_primary) AS theme_id,
    min(former.theme_id) FILTER (WHERE NOT former.is_primary) AS subtheme_id,
    max(former.score) AS score,
    'discovered' AS method
FROM sentence JOIN former_sentence_theme AS former USING (sentence_id)
SEMI JOIN former_machine_theme USING (theme_id)
GROUP BY sentence.text_hash
