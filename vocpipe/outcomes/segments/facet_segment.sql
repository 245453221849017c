-- One row per facet, value of it, kind of segment and segment with feedback; columns of facet_segment.
-- Parameters: least (customers below which nothing is shown), z (of the Wilson interval).
-- timezone: the segment is that of the day of the feedback there.
WITH said AS (
    SELECT raw.feedback_id, who.customer_id, segment.segment_kind, segment.segment
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    JOIN feedback_customer AS who USING (feedback_id)
    JOIN customer_segment AS segment
        ON segment.customer_id = who.customer_id
        AND segment.valid_from <= CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)
        AND coalesce(segment.valid_to, DATE '9999-12-31') > CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)
    WHERE raw.deleted_at IS NULL AND trim(clean.text) <> ''
),
everybody AS (
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
),
wilson AS (
    SELECT
        *,
        n_customers / n_all AS share,
        (n_customers + $z * $z / 2) / (n_all + $z * $z) AS middle,
        $z / (n_all + $z * $z) * sqrt(n_customers * (n_all - n_customers) / n_all + $z * $z / 4) AS margin
    FROM shown
)
SELECT
    facet, value, segment_kind, segment, n_customers, n_sentences, n_all, share,
    -- greatest and least ignore null, but what is not shown must stay null
    CASE WHEN share IS NOT NULL THEN greatest(0.0, middle - margin) END AS low,
    CASE WHEN share IS NOT NULL THEN least(1.0, middle + margin) END AS high
FROM wilson
ORDER BY facet, value, segment_kind, segment
