-- Grain of `lasting`: one row per emerging theme that has lasted: mentioned in at least $weeks different weeks, over at
-- least $days days, in at least $sentences sentences. Columns: theme_id.
CREATE OR REPLACE TEMP TABLE lasting AS
SELECT theme.theme_id
FROM machine_theme AS theme
JOIN machine_placement AS placed USING (theme_id)
JOIN sentence USING (text_hash)
JOIN feedback_raw AS raw USING (feedback_id)
WHERE theme.state = 'emerging' AND raw.created_at IS NOT NULL
GROUP BY theme.theme_id
HAVING count(*) >= $sentences
    AND count(DISTINCT date_trunc('week', raw.created_at)) >= $weeks
    AND date_diff('day', min(raw.created_at), max(raw.created_at)) >= $days;
