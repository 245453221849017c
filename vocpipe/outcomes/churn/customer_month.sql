-- One row per customer, spell under contract and calendar month in which they could have left: a person-period table for
-- hazard models. Months between two spells are none of them.
-- Parameters: timezone (the months'), window_months and gap_days (feedback in [first day - window, first day - gap) counts).
-- customer_id: pseudonym
-- spell: which of the customer's spells it is in, from 1
-- month: the month's first day; every other column but days_at_risk and churned is as of it
-- tenure_months: whole months of the spell by then; null if its start is unknown
-- plan, monthly_value: as they were known on the month's first day; null if they were learned later. A CRM may change them
--     for those who left, so that what is known today must not tell of the past.
-- plan_later, value_later: as they were known first, where that was only later; null where they were known
-- months_to_renewal: months until the month in which the contract is renewed, from 0; null if that is not known
-- term_months: for how long the contract is made each time; null if that is not known
-- months_to_anniversary: months until a whole number of years since the start, 12 in the first month
-- days_at_risk: days of the month in which the customer could have left, had they not left before its end
-- days_observed: days before the gap on which feedback of the customer could have been collected
-- n_said: feedback in the exposure window; what was said before they came back does not count
-- n_days_said: observed days with feedback
-- theme_mentions: theme_id -> how many of n_said mention it; active main themes only
-- churned: left in this month
WITH said AS (
    SELECT
        who.customer_id,
        raw.feedback_id,
        CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.deleted_at IS NULL
        AND raw.created_at IS NOT NULL
        AND who.customer_id IS NOT NULL
        AND trim(clean.text) <> ''
),
known AS (
    SELECT
        spell.customer_id, spell.spell, spell.started_on, spell.ended_on,
        coalesce(customer.term_months, CASE WHEN customer.renews_on IS NOT NULL THEN 12 END) AS term_months,
        -- A day of renewal that is the day of leaving may have been entered then: the start tells instead. It is told of
        -- the last spell alone.
        coalesce(
            CASE WHEN spell.is_last AND coalesce(abs(customer.renews_on - spell.ended_on) > 31, true) THEN customer.renews_on END,
            spell.started_on
        ) AS renewal,
        -- Plan and value first known: of who came back, those of the spell.
        CASE WHEN told.plan_and_value IS NULL OR several.n > 1 THEN spell.plan ELSE told.plan_and_value.plan END AS first_plan,
        CASE WHEN told.plan_and_value IS NULL OR several.n > 1 THEN spell.monthly_value ELSE told.plan_and_value.monthly_value END
            AS first_value,
        -- A customer whose start is unknown is at risk from their first feedback on, or from when they are known to be back.
        coalesce(spell.started_on, spell.known_from, first.day) AS entered,
        CASE WHEN spell.spell > 1 THEN entered ELSE DATE '0001-01-01' END AS heard_from
    FROM customer_spell AS spell
    JOIN customer_number AS number USING (customer_id)
    JOIN (SELECT customer_id, count(*) AS n FROM customer_spell GROUP BY ALL) AS several USING (customer_id)
    LEFT JOIN customer USING (customer_key)
    LEFT JOIN (SELECT customer_id, min(day) AS day FROM said GROUP BY ALL) AS first USING (customer_id)
    LEFT JOIN (
        SELECT customer_key, arg_min({'plan': plan, 'monthly_value': monthly_value}, coalesce(known_on, DATE '9999-12-31'))
            AS plan_and_value
        FROM customer_version
        GROUP BY ALL
    ) AS told USING (customer_key)
    -- Spells that ended on an unknown day are left out, and so are those of who came back and left again unseen.
    WHERE (spell.ended_on IS NOT NULL OR NOT spell.has_left)
        AND (spell.spell = 1 OR coalesce(spell.started_on, spell.known_from) IS NOT NULL)
),
span AS (
    -- Follow-up ends with the feedback, or a month after the last event of the customers file, if that is older.
    -- An end after that lies in the future: the customer is still there.
    SELECT
        min(said.day) AS first_day,
        least(max(said.day), any_value(file.last_event) + 31) AS last_day
    FROM said
    CROSS JOIN (
        SELECT greatest(max(started_on), max(ended_on)) AS last_event
        FROM customer_spell
        HAVING count(ended_on) > 0
    ) AS file
    HAVING count(*) > 0
),
months AS (
    -- From the first month whose exposure window reaches into the feedback.
    SELECT
        CAST(start.month AS DATE) AS month,
        CAST(start.month + INTERVAL 1 MONTH AS DATE) AS next_month,
        CAST(start.month - to_months($window_months) AS DATE) AS window_start,
        CAST(start.month AS DATE) - CAST($gap_days AS INTEGER) AS window_end
    FROM span
    CROSS JOIN unnest(generate_series(
        date_trunc('month', span.first_day + CAST($gap_days AS INTEGER)) + INTERVAL 1 MONTH,
        CAST(span.last_day AS TIMESTAMP),
        INTERVAL 1 MONTH
    )) AS start (month)
),
risk AS (
    SELECT
        known.*,
        months.*,
        greatest(months.month, known.entered) AS since,
        least(months.next_month, span.last_day + 1) AS until,
        greatest(0, months.window_end - greatest(span.first_day, known.entered)) AS days_observed
    FROM known
    CROSS JOIN span
    JOIN months ON known.entered < months.next_month AND known.entered <= span.last_day
    WHERE known.ended_on IS NULL OR known.ended_on >= greatest(months.month, known.entered)
),
volume AS (
    SELECT
        risk.customer_id, risk.spell, risk.month,
        count(*) FILTER (WHERE said.day >= risk.window_start) AS n_said,
        count(DISTINCT said.day) AS n_days_said
    FROM risk
    JOIN said
        ON said.customer_id = risk.customer_id
        AND said.day < risk.window_end
        AND said.day >= risk.heard_from
    GROUP BY ALL
),
mention AS (
    SELECT DISTINCT said.customer_id, said.feedback_id, said.day, belongs.theme_id
    FROM said
    JOIN sentence USING (feedback_id)
    JOIN sentence_theme AS belongs USING (sentence_id)
    JOIN theme USING (theme_id)
    WHERE theme.parent_id IS NULL AND theme.state = 'active'
),
exposure AS (
    SELECT customer_id, spell, month, map_from_entries(list((theme_id, n) ORDER BY theme_id)) AS theme_mentions
    FROM (
        SELECT risk.customer_id, risk.spell, risk.month, mention.theme_id, count(*) AS n
        FROM risk
        JOIN mention
            ON mention.customer_id = risk.customer_id
            AND mention.day >= greatest(risk.window_start, risk.heard_from)
            AND mention.day < risk.window_end
        GROUP BY ALL
    )
    GROUP BY ALL
)
SELECT
    risk.customer_id,
    risk.spell,
    risk.month,
    -- greatest() passes over null: without a start there is no tenure.
    CASE WHEN risk.started_on IS NOT NULL THEN CAST(greatest(0, date_sub('month', risk.started_on, risk.month)) AS INTEGER) END
        AS tenure_months,
    CASE
        WHEN risk.renewal IS NULL OR risk.term_months IS NULL THEN NULL
        WHEN risk.month <= risk.started_on THEN risk.term_months
        ELSE CAST(date_diff('month', risk.month, risk.renewal) % risk.term_months + risk.term_months AS INTEGER) % risk.term_months
    END AS months_to_renewal,
    risk.term_months,
    CASE
        WHEN risk.started_on IS NULL THEN NULL
        WHEN risk.month <= risk.started_on THEN 12
        ELSE CAST(date_diff('month', risk.month, risk.started_on) % 12 + 12 AS INTEGER) % 12
    END AS months_to_anniversary,
    held.plan,
    held.monthly_value,
    CASE WHEN held.known_on IS NULL THEN risk.first_plan END AS plan_later,
    CASE WHEN held.known_on IS NULL THEN risk.first_value END AS value_later,
    CAST(risk.until - risk.since AS INTEGER) AS days_at_risk,
    CAST(risk.days_observed AS INTEGER) AS days_observed,
    coalesce(volume.n_said, 0) AS n_said,
    coalesce(volume.n_days_said, 0) AS n_days_said,
    coalesce(exposure.theme_mentions, MAP {}) AS theme_mentions,
    coalesce(risk.ended_on < risk.until, false) AS churned
FROM risk
LEFT JOIN volume USING (customer_id, spell, month)
LEFT JOIN exposure USING (customer_id, spell, month)
LEFT JOIN known_plan AS held
    ON held.customer_id = risk.customer_id
    AND coalesce(held.valid_from <= risk.month, true)
    AND coalesce(held.valid_to > risk.month, true)
    AND held.known_on <= risk.month
ORDER BY risk.customer_id, risk.month, risk.spell
