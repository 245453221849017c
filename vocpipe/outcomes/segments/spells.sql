-- Grain: one row per customer, kind of segment and spell; columns: those of customer_segment.
-- Spells lie between the customer's start, or the first day of the data, and the end; who came back is in none in between.
-- Reads segment_point: customer_id, segment_kind, day, segment.
-- Parameters: first_day, as_of.
WITH life AS (
    SELECT
        customer_id,
        spell,
        greatest(started_on, known_from, $first_day::DATE) AS began,
        -- Who left on an unknown day is in none today; where no file had them, they may have been until the end of the data.
        CASE
            WHEN coalesce(ended_on, last_known_on) < $as_of::DATE THEN coalesce(ended_on, last_known_on)
            WHEN has_left AND ended_on IS NULL THEN $as_of::DATE
        END AS ended
    FROM customer_spell
    WHERE spell = 1 OR coalesce(started_on, known_from) IS NOT NULL
),
point AS (
    -- Of the segments that began before the customer's first day, the last one holds on it.
    SELECT point.customer_id, life.spell, point.segment_kind, greatest(point.day, life.began) AS day, point.segment, life.ended
    FROM segment_point AS point
    JOIN life USING (customer_id)
    WHERE point.day < $as_of::DATE AND life.began < coalesce(life.ended, $as_of::DATE)
    QUALIFY row_number() OVER (
        PARTITION BY point.customer_id, life.spell, point.segment_kind, greatest(point.day, life.began) ORDER BY point.day DESC
    ) = 1
),
changed AS (
    SELECT *
    FROM point
    WHERE coalesce(day < ended, true)
    QUALIFY segment IS DISTINCT FROM lag(segment) OVER (PARTITION BY customer_id, spell, segment_kind ORDER BY day)
        OR row_number() OVER (PARTITION BY customer_id, spell, segment_kind ORDER BY day) = 1
),
spell AS (
    SELECT
        *,
        coalesce(lead(day) OVER (PARTITION BY customer_id, spell, segment_kind ORDER BY day), ended) AS valid_to
    FROM changed
)
SELECT customer_id, segment_kind, segment, day AS valid_from, valid_to
FROM spell
WHERE segment IS NOT NULL
ORDER BY customer_id, segment_kind, valid_from
