-- One row per row of `asked_day` (place, customer_id, day) and active main theme that its customer mentions before the day.
-- Parameters: timezone, window_months and gap_days (feedback in [day - window, day - gap) counts).
-- place: as in asked_day
-- theme_id: the theme
WITH said AS (
    SELECT
        who.customer_id, belongs.theme_id,
        CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
    FROM feedback_raw AS raw
    JOIN feedback_customer AS who USING (feedback_id)
    JOIN sentence USING (feedback_id)
    JOIN sentence_theme AS belongs USING (sentence_id)
    JOIN theme USING (theme_id)
    WHERE raw.deleted_at IS NULL AND raw.created_at IS NOT NULL AND theme.parent_id IS NULL AND theme.state = 'active'
)
SELECT DISTINCT asked_day.place, said.theme_id
FROM asked_day
JOIN said
    ON said.customer_id = asked_day.customer_id
    AND said.day >= asked_day.day - to_months($window_months)
    AND said.day < asked_day.day - CAST($gap_days AS INTEGER)
ORDER BY asked_day.place, said.theme_id
