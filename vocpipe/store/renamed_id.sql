-- Grain: `renamed_id`: one row per id that the key gives another id than it has; columns: old_id, new_id. Temporary.
-- Feedback of whom nothing but the id was kept gets an id made of the old one.
CREATE OR REPLACE TEMP TABLE renamed_id AS
WITH voice AS (
    SELECT
        feedback_id AS old_id,
        CASE
            WHEN coalesce(source_id, '') = '' THEN 'f_' || left(keyed_id(feedback_id), 16)
            ELSE feedback_id_of(source, source_id)
        END AS new_id
    FROM feedback_raw
), placed AS (
    SELECT
        sentence_id, feedback_id, text,
        row_number() OVER (PARTITION BY feedback_id, text ORDER BY position) - 1 AS occurrence
    FROM sentence
)
SELECT old_id, new_id FROM voice
UNION ALL
SELECT placed.sentence_id, sentence_id_of(coalesce(voice.new_id, placed.feedback_id), placed.text, placed.occurrence)
FROM placed LEFT JOIN voice ON voice.old_id = placed.feedback_id
UNION ALL
SELECT customer_id, customer_id_of(customer_key) FROM customer_number
UNION ALL
SELECT alert_id, 'a_' || left(keyed_id(alert_id), 16) FROM alert WHERE subject IN (SELECT customer_id FROM customer_number);
DELETE FROM renamed_id WHERE old_id = new_id;
