-- One row per text, language and label that scored feedback gives it: text_hash, text, lang, label (-1, 0, 1), weight.
-- A score belongs to the whole of what was said, so each of n sentences weighs 1/n: a lone sentence is told best.
-- A text that many said weighs no more than one, shared among its labels. Tickets are never told by their score: their
-- score judges the help, their words tell of the trouble.
WITH labeled AS (
    SELECT
        feedback_id,
        CASE
            WHEN score_type IN ('stars', 'csat') THEN CASE WHEN score <= 2 THEN -1 WHEN score < 4 THEN 0 ELSE 1 END
            WHEN score_type = 'nps' THEN CASE WHEN score <= 6 THEN -1 WHEN score <= 8 THEN 0 ELSE 1 END
            WHEN score_type = 'ces' THEN CASE WHEN score <= 3 THEN -1 WHEN score < 5 THEN 0 ELSE 1 END
        END AS label
    FROM feedback_raw
    WHERE kind <> 'ticket' AND deleted_at IS NULL AND score IS NOT NULL
),
opinion AS (
    SELECT *, 1 / count(*) OVER (PARTITION BY feedback_id) AS share FROM sentence WHERE role IN ('opinion', 'verdict')
)
SELECT
    opinion.text_hash,
    min(opinion.text) AS text,
    opinion.lang,
    labeled.label,
    sum(opinion.share) / sum(count(*)) OVER (PARTITION BY opinion.text_hash, opinion.lang) AS weight
FROM opinion
JOIN labeled USING (feedback_id)
WHERE labeled.label IS NOT NULL
GROUP BY opinion.text_hash, opinion.lang, labeled.label
ORDER BY opinion.text_hash, opinion.lang, labeled.label
