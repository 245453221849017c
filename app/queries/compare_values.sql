-- One row per dimension and value with at least five people under the filters, which can be a side of a comparison; months
-- the newest first. An anonymous voice counts as one person.
WITH here AS (
    SELECT opinion.* FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
),
placed AS (
    SELECT person, cut.dimension, cut.value
    FROM (
        SELECT person, unnest([
            {'dimension': 'plan', 'value': plan}, {'dimension': 'source', 'value': source}, {'dimension': 'language', 'value': lang},
            {'dimension': 'kind', 'value': kind}, {'dimension': 'month', 'value': strftime(created_on, '%Y-%m')}
        ]) AS cut
        FROM here
    )
    UNION ALL
    SELECT here.person, segment.segment_kind, segment.segment
    FROM here
    JOIN customer_segment AS segment
        ON segment.customer_id = here.customer_id
        AND segment.segment_kind <> 'plan'
        AND segment.valid_from <= here.created_on
        AND coalesce(segment.valid_to, DATE '9999-12-31') > here.created_on
)
SELECT dimension, value, people
FROM (SELECT dimension, value, count(DISTINCT person) AS people FROM placed WHERE value IS NOT NULL GROUP BY ALL)
WHERE people >= least_people()
ORDER BY dimension, CASE WHEN dimension = 'month' THEN value END DESC, people DESC, value
