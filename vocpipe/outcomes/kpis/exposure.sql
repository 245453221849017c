-- One row per row of `asked_day` (place, customer_id, day), in the order of place: what a customer differs by on that day.
-- Parameters: timezone, window_months and gap_days (feedback in [day - window, day - gap) counts).
-- place: as in asked_day
-- n_said: feedback in the window
-- plan: as known on that day; null if it was learned later
-- orders: on how many days they had ordered until then: none, 1, 2, 3 to 4, 5 to 9, 10 or more
-- tenure: time under contract: under 3 months, up to a year, up to three years, longer; null if unknown
WITH said AS (
    SELECT who.customer_id, CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.deleted_at IS NULL AND raw.created_at IS NOT NULL AND trim(clean.text) <> ''
),
volume AS (
    SELECT asked_day.place, count(*) AS n_said
    FROM asked_day
    JOIN said
        ON said.customer_id = asked_day.customer_id
        AND said.day >= asked_day.day - to_months($window_months)
        AND said.day < asked_day.day - CAST($gap_days AS INTEGER)
    GROUP BY ALL
),
bought AS (
    SELECT asked_day.place, count(*) AS n_days
    FROM asked_day
    JOIN customer_order USING (customer_id)
    WHERE customer_order.ordered_on <= asked_day.day
    GROUP BY ALL
),
under AS (
    SELECT asked_day.place, max(spell.started_on) AS started_on
    FROM asked_day
    JOIN customer_spell AS spell ON spell.customer_id = asked_day.customer_id AND spell.started_on <= asked_day.day
    GROUP BY ALL
)
SELECT
    asked_day.place,
    coalesce(volume.n_said, 0) AS n_said,
    held.plan,
    CASE
        WHEN bought.n_days IS NULL THEN '0'
        WHEN bought.n_days <= 2 THEN CAST(bought.n_days AS VARCHAR)
        WHEN bought.n_days <= 4 THEN '3'
        WHEN bought.n_days <= 9 THEN '5'
        ELSE '10'
    END AS orders,
    CASE
        WHEN under.started_on IS NULL THEN NULL
        WHEN asked_day.day < under.started_on + INTERVAL 3 MONTH THEN 'under 3 months'
        WHEN asked_day.day < under.started_on + INTERVAL 1 YEAR THEN 'under a year'
        WHEN asked_day.day < under.started_on + INTERVAL 3 YEAR THEN 'under three years'
        ELSE 'longer'
    END AS tenure
FROM asked_day
LEFT JOIN volume USING (place)
LEFT JOIN bought USING (place)
LEFT JOIN under USING (place)
LEFT JOIN known_plan AS held
    ON held.customer_id = asked_day.customer_id
    AND coalesce(held.valid_from <= asked_day.day, true)
    AND coalesce(held.valid_to > asked_day.day, true)
    AND held.known_on <= asked_day.day
ORDER BY asked_day.place
