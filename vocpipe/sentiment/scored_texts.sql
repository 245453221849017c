-- One row per text, language, source and label that scored feedback gives it: text_hash, text, lang, source, label
-- (-1, 0, 1), weight.
-- source: the kind of score, and whether several sentences share it; '' (OWN in channel.py) if stars, a CSAT or a CES
-- come with a single sentence, which is then what they judge. An NPS judges the company and never a sentence.
-- A score is about the whole feedback, so each of its n sentences weighs 1/n. A text that many wrote weighs 1 in all,
-- shared among its labels. Tickets are left out: their score judges the help, their words describe the problem.
WITH labeled AS (
    SELECT
        feedback_id,
        score_type,
        CASE
            WHEN score_type IN ('stars', 'csat') THEN CASE WHEN score <= 2 THEN -1 WHEN score < 4 THEN 0 ELSE 1 END
            WHEN score_type = 'nps' THEN nps_value(score)
            WHEN score_type = 'ces' THEN CASE WHEN score <= 3 THEN -1 WHEN score < 5 THEN 0 ELSE 1 END
        END AS label
    FROM feedback_raw
    WHERE kind <> 'ticket' AND deleted_at IS NULL AND score IS NOT NULL
),
opinion AS (
    SELECT *, count(*) OVER (PARTITION BY feedback_id) AS sentences FROM sentence WHERE role IN ('opinion', 'verdict')
),
judged AS (
    SELECT
        opinion.*,
        label,
        CASE
            WHEN sentences > 1 THEN score_type || ' of several'
            WHEN score_type = 'nps' THEN score_type
            ELSE ''
        END AS source
    FROM opinion
    JOIN labeled USING (feedback_id)
    WHERE label IS NOT NULL
)
SELECT
    text_hash,
    min(text) AS text,
    lang,
    source,
    label,
    sum(1 / sentences) / sum(count(*)) OVER (PARTITION BY text_hash, lang) AS weight
FROM judged
GROUP BY text_hash, lang, source, label
ORDER BY text_hash, lang, source, label
