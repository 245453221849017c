-- One row per ticket with a day: how long it took until it was first answered and until it was resolved, where its export tells.
-- Parameters: timezone.
-- customer: one value per customer, also of tickets of unknown ones; customer_id: pseudonym, null if unknown
-- day: when it was opened, in $timezone
-- answer_hours, resolution_hours: null if the export does not tell, or it has not happened
-- An export tells by minutes (Zendesk's metric_set), by hours as H:MM:SS (Freshdesk, HubSpot), or by a moment, which is set against
-- that of opening only where both are written with a zone or both without. Zendesk's comments tell by the first public one of
-- somebody else than the requester.
WITH ticket AS (
    SELECT
        raw.source, coalesce(raw.thread_id, raw.feedback_id) AS thread,
        min(raw.created_at) AS opened_at,
        arg_min(raw.created_at_raw, (raw.created_at, raw.part_no, raw.feedback_id)) AS opened_raw,
        arg_min(raw.raw, (raw.created_at, raw.part_no, raw.feedback_id)) AS raw,
        any_value(who.customer_key) AS customer_key, any_value(who.customer_id) AS customer_id
    FROM feedback_raw AS raw
    LEFT JOIN feedback_customer AS who USING (feedback_id)
    WHERE raw.kind = 'ticket' AND raw.deleted_at IS NULL AND raw.created_at IS NOT NULL AND raw.raw IS NOT NULL
    GROUP BY ALL
),
told AS (
    SELECT
        *,
        coalesce(
            try_cast(raw ->> '$.metric_set.reply_time_in_minutes.calendar' AS DOUBLE),
            try_cast(raw ->> '$.reply_time_in_minutes.calendar' AS DOUBLE)
        ) / 60 AS answer_told,
        coalesce(
            try_cast(raw ->> '$.metric_set.full_resolution_time_in_minutes.calendar' AS DOUBLE),
            try_cast(raw ->> '$.full_resolution_time_in_minutes.calendar' AS DOUBLE)
        ) / 60 AS resolution_told,
        coalesce(
            raw ->> '$."First response time (in hrs)"', raw ->> '$."Time to first agent email reply (HH:mm:ss)"',
            raw ->> '$."初回応答時間 (時間)"'
        ) AS answer_clock,
        coalesce(raw ->> '$."Resolution time (in hrs)"', raw ->> '$."Time to close (HH:mm:ss)"', raw ->> '$."解決時間 (時間)"') AS resolution_clock,
        coalesce(
            raw ->> '$.stats.first_responded_at', raw ->> '$.statistics.first_admin_reply_at', raw ->> '$.first_responded_at',
            raw ->> '$.first_response_at', raw ->> '$.first_reply_at', raw ->> '$."初回返信日時"', raw ->> '$."初回回答日時"'
        ) AS answer_at,
        coalesce(
            raw ->> '$.stats.resolved_at', raw ->> '$.statistics.first_close_at', raw ->> '$.resolved_at', raw ->> '$.solved_at',
            raw ->> '$."Resolved time"', raw ->> '$."解決日時"', raw ->> '$."対応完了日時"'
        ) AS resolution_at,
        (
            SELECT min(try_cast(said.comment ->> '$.created_at' AS TIMESTAMPTZ))
            FROM unnest(try_cast(raw -> '$.comments' AS JSON[])) AS said (comment)
            WHERE said.comment ->> '$.author_id' <> raw ->> '$.requester_id' AND coalesce(said.comment ->> '$.public', 'true') = 'true'
        ) AS replied_at
    FROM ticket
),
hours AS (
    SELECT
        told.*,
        coalesce(
            answer_told,
            CASE WHEN regexp_full_match(answer_clock, '\d+:\d\d(:\d\d)?') THEN CAST(split_part(answer_clock, ':', 1) AS DOUBLE) + CAST(split_part(answer_clock, ':', 2) AS DOUBLE) / 60 END,
            CASE
                WHEN regexp_full_match(answer_at, '\d{10}') THEN CAST(answer_at AS DOUBLE) / 3600 - epoch(opened_at) / 3600
                WHEN regexp_full_match(answer_at, '.*(Z|[+-]\d\d:?\d\d)') THEN date_diff('second', opened_at, try_cast(answer_at AS TIMESTAMPTZ) AT TIME ZONE 'UTC') / 3600
                WHEN NOT regexp_full_match(opened_raw, '.*(Z|[+-]\d\d:?\d\d)') THEN
                    date_diff('second', try_cast(replace(opened_raw, '/', '-') AS TIMESTAMP), try_cast(replace(answer_at, '/', '-') AS TIMESTAMP)) / 3600
            END,
            date_diff('second', opened_at, replied_at AT TIME ZONE 'UTC') / 3600
        ) AS answered,
        coalesce(
            resolution_told,
            CASE WHEN regexp_full_match(resolution_clock, '\d+:\d\d(:\d\d)?') THEN CAST(split_part(resolution_clock, ':', 1) AS DOUBLE) + CAST(split_part(resolution_clock, ':', 2) AS DOUBLE) / 60 END,
            CASE
                WHEN regexp_full_match(resolution_at, '\d{10}') THEN CAST(resolution_at AS DOUBLE) / 3600 - epoch(opened_at) / 3600
                WHEN regexp_full_match(resolution_at, '.*(Z|[+-]\d\d:?\d\d)') THEN date_diff('second', opened_at, try_cast(resolution_at AS TIMESTAMPTZ) AT TIME ZONE 'UTC') / 3600
                WHEN NOT regexp_full_match(opened_raw, '.*(Z|[+-]\d\d:?\d\d)') THEN
                    date_diff('second', try_cast(replace(opened_raw, '/', '-') AS TIMESTAMP), try_cast(replace(resolution_at, '/', '-') AS TIMESTAMP)) / 3600
            END
        ) AS resolved
    FROM told
)
SELECT
    coalesce('customer ' || customer_key, 'ticket ' || source || chr(31) || thread) AS customer, customer_id,
    CAST(opened_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day,
    CASE WHEN answered >= 0 THEN answered END AS answer_hours,
    CASE WHEN resolved >= 0 THEN resolved END AS resolution_hours
FROM hours
ORDER BY source, thread
