-- One row: feedback, sentences, opinions, themes, unthemed opinions.
SELECT
    (SELECT count(*) FROM feedback_raw WHERE deleted_at IS NULL) AS feedback,
    (SELECT count(*) FROM sentence) AS sentences,
    (SELECT count(*) FROM sentence WHERE role = 'opinion') AS opinions,
    (SELECT count(*) FROM theme WHERE state = 'active' AND parent_id IS NULL) AS themes,
    (SELECT count(*) FROM unthemed) AS unthemed
