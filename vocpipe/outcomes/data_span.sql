-- One row: the period that outcomes cover. No row if nothing has a date.
-- Parameters: timezone.
-- first_day: the first day with feedback or behavior
-- as_of: the day after the last one with feedback or behavior; without any, after the last start or end of a customer
-- first_done: the first day with behavior; null without [[behaviour]]
-- known_until: the day after the last start or end in the customers file: nothing is known of churn from that day on
WITH said AS (
    SELECT
        min(created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE AS first_day,
        max(created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE AS last_day
    FROM feedback_raw
    WHERE deleted_at IS NULL
),
done AS (
    SELECT
        min(occurred_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE AS first_day,
        max(occurred_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE AS last_day
    FROM behaviour
),
moved AS (
    SELECT unnest([started_on, ended_on]) AS day FROM customer_spell
),
span AS (
    SELECT
        least(said.first_day, done.first_day) AS first_heard,
        greatest(said.last_day, done.last_day) AS last_heard,
        done.first_day AS first_done
    FROM said
    CROSS JOIN done
)
SELECT
    coalesce(any_value(first_heard), min(moved.day)) AS first_day,
    coalesce(any_value(last_heard), max(moved.day)) + 1 AS as_of,
    any_value(first_done) AS first_done,
    -- Starts and ends that lie ahead are plans.
    max(moved.day) FILTER (WHERE moved.day <= coalesce(last_heard, moved.day)) + 1 AS known_until
FROM span
LEFT JOIN moved ON true
HAVING coalesce(any_value(last_heard), max(moved.day)) IS NOT NULL
