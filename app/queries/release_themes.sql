-- One row per theme at the event $event of the day $day and kind $kind: how many times as often it is mentioned after as
-- before. negative, positive: the share of such sentences among the theme's rated ones. Clear changes come first. Over all data.
WITH feeling AS (
    SELECT
        belongs.theme_id,
        count(*) FILTER (belongs.sentiment_label = 'negative') / nullif(count(belongs.sentiment_label), 0) AS negative,
        count(*) FILTER (belongs.sentiment_label = 'positive') / nullif(count(belongs.sentiment_label), 0) AS positive
    FROM kept_opinion
    JOIN kept_belongs AS belongs USING (sentence_no)
    GROUP BY belongs.theme_id
    HAVING count(DISTINCT person) FILTER (belongs.sentiment_label IS NOT NULL) >= least_people()
)
SELECT change.*, theme.name, theme.name_ja, theme.name_en, feeling.negative, feeling.positive
FROM event_change AS change
JOIN theme USING (theme_id)
LEFT JOIN feeling USING (theme_id)
WHERE change.event_on = CAST($day AS DATE) AND change.event = $event AND change.kind IS NOT DISTINCT FROM $kind
ORDER BY change.verdict = 'cannot tell', abs(ln(nullif(change.ratio, 0))) DESC NULLS LAST, change.q_value NULLS LAST, theme_id
