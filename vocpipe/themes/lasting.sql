-- Themes that emerged and have lasted become themes like any other: said by then in at least $weeks weeks, over at least
-- $days days, in at least $sentences sentences. Reads emerging_theme; the grain of `lasting` is one row per theme.
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
