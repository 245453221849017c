-- feedback: one row per piece of feedback: an answer, a ticket message, a post, a review.
-- feedback_id: stable id, a keyed hash of the source's own id
-- source: name of the source in vocpipe.toml
-- kind: survey, ticket, message, post, review, community, interview or call
-- customer_id: pseudonym of the customer; null if the source does not say who wrote it
-- thread_id: what it belongs to (a ticket, a survey response), as a keyed hash
-- created_at: when it was written, in UTC
-- created_on: the day it was written, in the workspace's time zone
-- lang: language of the text (ISO 639-1)
-- text: the text without markup, quotes and signature, personal data masked; null if there was only a score, or it may not be shown
-- question: the survey question it answers
-- score_type: nps, csat, ces or stars
-- score: the score on that type's own scale
-- nps_group: promoter (9-10), passive (7-8) or detractor (0-6); null unless score_type is nps
-- is_empty_like: an answer that says nothing, like 特になし or N/A
-- duplicate_of: the first feedback with the same text, or nearly the same
-- duplicate_kind: exact or near
-- url: where it can be read in the source
SELECT
    raw.feedback_id,
    raw.source,
    raw.kind,
    who.customer_id,
    CASE WHEN raw.thread_id IS NOT NULL THEN thread_id_of(raw.source, raw.thread_id) END AS thread_id,
    raw.created_at,
    CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE getvariable('timezone') AS DATE) AS created_on,
    clean.lang,
    CASE WHEN unquotable.feedback_id IS NULL THEN clean.text END AS text,
    clean.question,
    raw.score_type,
    raw.score,
    CASE WHEN raw.score_type = 'nps' THEN nps_group(raw.score) END AS nps_group,
    clean.is_empty_like,
    duplicate.duplicate_of,
    duplicate.kind AS duplicate_kind,
    CASE WHEN unquotable.feedback_id IS NULL THEN clean.url END AS url
FROM feedback_raw AS raw
JOIN feedback_clean AS clean USING (feedback_id)
LEFT JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN duplicate USING (feedback_id)
LEFT JOIN unquotable USING (feedback_id)
WHERE raw.deleted_at IS NULL
ORDER BY raw.created_at, raw.feedback_id
