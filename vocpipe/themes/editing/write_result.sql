-- Write what came of the edits, only where it differs. Grain: theme and theme_mark have one row per theme, sentence_theme
-- per sentence and theme, unthemed per sentence. Input: edit_work (see begin_work.sql) and edit_outcome, one row per theme:
-- theme_id, parent_id, merged, stays_active (a pin keeps it), name_ja, name_en (null: the machine's name), is_pinned,
-- is_hidden, name_ja_by, name_en_by, cause (null: its sentences tell it), cause_by.
UPDATE edit_work SET subtheme_id = NULL
FROM edit_outcome AS outcome
WHERE outcome.theme_id = edit_work.subtheme_id AND outcome.parent_id IS DISTINCT FROM edit_work.theme_id;

CREATE OR REPLACE TEMP TABLE edit_sentence AS
SELECT sentence.sentence_id, work.theme_id, true AS is_primary, work.score, work.method
FROM sentence JOIN edit_work AS work USING (text_hash)
WHERE sentence.role = 'opinion' AND work.theme_id IS NOT NULL
UNION ALL
SELECT sentence.sentence_id, work.subtheme_id, false, work.score, work.method
FROM sentence JOIN edit_work AS work USING (text_hash)
WHERE sentence.role = 'opinion' AND work.subtheme_id IS NOT NULL;

DELETE FROM sentence_theme
WHERE (sentence_id, theme_id) IN (
    SELECT (sentence_id, theme_id) FROM (SELECT * FROM sentence_theme EXCEPT SELECT * FROM edit_sentence)
);
INSERT INTO sentence_theme
SELECT * FROM (SELECT * FROM edit_sentence EXCEPT SELECT * FROM sentence_theme) ORDER BY ALL;

CREATE OR REPLACE TEMP TABLE edit_unthemed AS
SELECT sentence.sentence_id
FROM sentence JOIN edit_work AS work USING (text_hash)
WHERE sentence.role = 'opinion' AND work.theme_id IS NULL;
DELETE FROM unthemed WHERE sentence_id NOT IN (SELECT sentence_id FROM edit_unthemed);
INSERT INTO unthemed SELECT sentence_id FROM edit_unthemed ANTI JOIN unthemed USING (sentence_id) ORDER BY ALL;

-- A theme that the edits emptied has retired; one that they filled again has not.
CREATE OR REPLACE TEMP TABLE edit_result AS
WITH named AS (
    SELECT theme_id, name_ja, name_en, keywords, state, born_run FROM machine_theme
    UNION ALL BY NAME
    SELECT theme_id, name_ja, name_en, keywords, 'retired' AS state, born_run FROM edit_theme
),
now_in AS (
    SELECT theme_id, count(*) AS texts
    FROM (SELECT unnest([theme_id, subtheme_id]) AS theme_id FROM edit_work)
    GROUP BY theme_id
),
first_in AS (
    SELECT theme_id, count(*) AS texts
    FROM (SELECT unnest([theme_id, subtheme_id]) AS theme_id FROM machine_placement)
    GROUP BY theme_id
)
SELECT
    named.theme_id,
    outcome.parent_id,
    coalesce(outcome.name_ja, named.name_ja) AS name_ja,
    coalesce(outcome.name_en, named.name_en) AS name_en,
    named.keywords,
    CASE
        WHEN outcome.merged THEN 'retired'
        WHEN named.state = 'emerging' AND now_in.texts > 0 THEN 'emerging'
        WHEN outcome.stays_active OR now_in.texts > 0 THEN 'active'
        WHEN first_in.texts > 0 THEN 'retired'
        ELSE named.state
    END AS state,
    named.born_run
FROM named
JOIN edit_outcome AS outcome USING (theme_id)
LEFT JOIN now_in USING (theme_id)
LEFT JOIN first_in USING (theme_id);

DELETE FROM theme WHERE theme_id IN (SELECT theme_id FROM (SELECT * FROM theme EXCEPT SELECT * FROM edit_result));
INSERT INTO theme SELECT * FROM (SELECT * FROM edit_result EXCEPT SELECT * FROM theme) ORDER BY theme_id;

DELETE FROM theme_mark;
INSERT INTO theme_mark
SELECT theme_id, is_pinned, is_hidden, name_ja_by, name_en_by, cause, cause_by
FROM edit_outcome
WHERE is_pinned OR is_hidden OR name_ja_by IS NOT NULL OR name_en_by IS NOT NULL OR cause IS NOT NULL
ORDER BY theme_id;
