-- One row per source and day with feedback that counts in trends. Parameter: timezone (the days').
-- source, kind: as in feedback_raw; a source of several kinds has the one that most of it is
-- day: the day
-- n_feedback: pieces of feedback of that day
WITH said AS (
    SELECT
        raw.source,
        mode(raw.kind) OVER (PARTITION BY raw.source) AS kind,
        CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    WHERE raw.deleted_at IS NULL AND raw.created_at IS NOT NULL AND trim(clean.text) <> ''
)
SELECT source, any_value(kind) AS kind, day, count(*) AS n_feedback
FROM said
GROUP BY source, day
ORDER BY source, day
