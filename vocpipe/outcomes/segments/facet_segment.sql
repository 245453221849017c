-- One row per facet, value of it, kind of segment and segment with feedback.
-- Reads said (the rows of said.sql). Parameter: least (customers below which nothing is shown).
WITH everybody AS (
    SELECT segment_kind, segment, count(DISTINCT customer_id) AS n_all FROM said GROUP BY ALL
),
labeled AS (
    SELECT said.*, sentence.sentence_id, facet.cause, facet.feeling
    FROM said
    JOIN sentence USING (feedback_id)
    JOIN sentence_cause AS facet USING (sentence_id)
),
named AS (
    SELECT
        facet, value, segment_kind, segment,
        count(DISTINCT customer_id) AS n_customers, count(DISTINCT sentence_id) AS n_sentences
    FROM labeled UNPIVOT (value FOR facet IN (cause, feeling))
    WHERE value NOT IN ('other', 'none')
    GROUP BY ALL
),
shown AS (
    SELECT
        each.facet, each.value, everybody.segment_kind, everybody.segment,
        CASE WHEN everybody.n_all >= $least THEN everybody.n_all END AS n_all,
        CASE WHEN named.n_customers >= $least THEN named.n_customers END AS n_customers,
        CASE WHEN named.n_customers >= $least THEN named.n_sentences END AS n_sentences
    FROM (SELECT DISTINCT facet, value FROM named) AS each
    CROSS JOIN everybody
    LEFT JOIN named
        ON named.facet = each.facet AND named.value = each.value
        AND named.segment_kind = everybody.segment_kind AND named.segment = everybody.segment
)
SELECT facet, value, segment_kind, segment, n_customers, n_sentences, n_all
FROM shown
ORDER BY facet, value, segment_kind, segment
