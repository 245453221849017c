-- One row per active main theme: do customers mention it just before they leave rather than earlier?
-- Parameters: timezone, last_days (how many days before leaving are the last ones).
-- theme_id: the theme
-- n_last: feedback of customers who left that mentions it, in their last days
-- n_before: feedback of customers who left that mentions it, before their last days
-- expected_last: the expected n_last at all customers' rate of mentions in the same calendar months
-- expected_before: the expected n_before at that rate
-- cancellation_share: share of its sentences that ask for or announce a cancellation; null if none is scored
WITH mention AS (
    SELECT DISTINCT
        belongs.theme_id,
        raw.feedback_id,
        who.customer_id,
        CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
    FROM feedback_raw AS raw
    JOIN feedback_customer AS who USING (feedback_id)
    JOIN sentence USING (feedback_id)
    JOIN sentence_theme AS belongs USING (sentence_id)
    WHERE raw.deleted_at IS NULL AND raw.created_at IS NOT NULL
),
span AS (
    SELECT min(day) AS first_day, max(day) AS last_day FROM mention
),
seen AS (
    -- The days between which a customer could give feedback that is known here, and where their last days begin.
    SELECT
        spell.customer_id,
        greatest(span.first_day, coalesce(spell.started_on, spell.known_from, span.first_day)) AS since,
        least(span.last_day + 1, coalesce(spell.ended_on, span.last_day + 1)) AS until,
        CASE WHEN spell.ended_on <= span.last_day THEN spell.ended_on - CAST($last_days AS INTEGER) END AS last_from
    FROM customer_spell AS spell
    CROSS JOIN span
    WHERE (spell.ended_on IS NOT NULL OR NOT spell.has_left)
        AND (spell.spell = 1 OR coalesce(spell.started_on, spell.known_from) IS NOT NULL)
),
months AS (
    SELECT
        CAST(start.month AS DATE) AS month,
        CAST(start.month + INTERVAL 1 MONTH AS DATE) AS next_month
    FROM span
    CROSS JOIN unnest(generate_series(
        date_trunc('month', span.first_day), CAST(span.last_day AS TIMESTAMP), INTERVAL 1 MONTH
    )) AS start (month)
),
days AS (
    SELECT
        months.month,
        sum(least(months.next_month, seen.until) - greatest(months.month, seen.since)) AS n_days,
        sum(greatest(0, least(months.next_month, seen.until) - greatest(months.month, seen.since, seen.last_from)))
            FILTER (WHERE seen.last_from IS NOT NULL) AS n_last,
        sum(greatest(0, least(months.next_month, seen.last_from) - greatest(months.month, seen.since)))
            FILTER (WHERE seen.last_from IS NOT NULL) AS n_before
    FROM months
    JOIN seen ON seen.since < months.next_month AND seen.until > months.month AND seen.since < seen.until
    GROUP BY ALL
),
monthly AS (
    SELECT
        mention.theme_id,
        CAST(date_trunc('month', mention.day) AS DATE) AS month,
        count(*) AS n,
        count(*) FILTER (WHERE mention.day >= seen.last_from) AS n_last,
        count(*) FILTER (WHERE mention.day < seen.last_from) AS n_before
    FROM mention
    JOIN seen ON seen.customer_id = mention.customer_id AND mention.day >= seen.since AND mention.day < seen.until
    GROUP BY ALL
),
talk AS (
    SELECT
        monthly.theme_id,
        sum(monthly.n_last) AS n_last,
        sum(monthly.n_before) AS n_before,
        -- Sums of integers over one integer a month: exact, whatever the order.
        sum(CAST(monthly.n * coalesce(days.n_last, 0) / days.n_days AS DECIMAL(18, 6))) AS expected_last,
        sum(CAST(monthly.n * coalesce(days.n_before, 0) / days.n_days AS DECIMAL(18, 6))) AS expected_before
    FROM monthly
    JOIN days USING (month)
    GROUP BY ALL
),
intent AS (
    SELECT
        belongs.theme_id,
        count(*) FILTER (WHERE feeling.intent = 'cancellation') / count(*) AS cancellation_share
    FROM sentence_theme AS belongs
    JOIN sentence_sentiment AS feeling USING (sentence_id)
    GROUP BY ALL
)
SELECT
    theme.theme_id,
    CAST(coalesce(talk.n_last, 0) AS BIGINT) AS n_last,
    CAST(coalesce(talk.n_before, 0) AS BIGINT) AS n_before,
    CAST(coalesce(talk.expected_last, 0) AS DOUBLE) AS expected_last,
    CAST(coalesce(talk.expected_before, 0) AS DOUBLE) AS expected_before,
    intent.cancellation_share
FROM theme
LEFT JOIN talk USING (theme_id)
LEFT JOIN intent USING (theme_id)
WHERE theme.parent_id IS NULL AND theme.state = 'active'
ORDER BY theme.theme_id
