-- One row per event of the calendar, the newest first: how many themes are said more or less often after it, and for how
-- many the data cannot tell; reasons only of an event at which no theme can be judged.
SELECT
    event_on, event, kind,
    any_value(before_from) AS before_from, any_value(before_to) AS before_to,
    any_value(after_from) AS after_from, any_value(after_to) AS after_to,
    any_value(feedback_before) AS feedback_before, any_value(feedback_after) AS feedback_after,
    count(theme_id) AS n_themes,
    count(*) FILTER (verdict = 'rising') AS n_rising,
    count(*) FILTER (verdict = 'falling') AS n_falling,
    any_value(reason_en) FILTER (theme_id IS NULL) AS reason_en,
    any_value(reason_ja) FILTER (theme_id IS NULL) AS reason_ja
FROM event_change
GROUP BY ALL
ORDER BY event_on DESC, event, kind
