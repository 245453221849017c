-- One row per voice of a person whose level is known, within $days days: what is compared between levels.
-- Parameters: days, measure (nps or sentiment).
-- Requests for help are left out: who writes more of them would seem less content.
-- customer_id, level, person_id; value: the score, or the sentiment
SELECT voice.customer_id, person.level, voice.person_id, avg(CASE WHEN $measure = 'nps' THEN nps ELSE sentiment END) AS value
FROM account_voice AS voice
JOIN account_level AS person USING (customer_id, person_id)
WHERE person.level IS NOT NULL
    AND NOT voice.is_ticket
    AND voice.day > (SELECT max(day) FROM account_voice) - CAST($days AS INTEGER)
GROUP BY voice.customer_id, person.level, voice.person_id, voice.voice
HAVING value IS NOT NULL
ORDER BY voice.customer_id, person.level, voice.person_id, voice.voice
