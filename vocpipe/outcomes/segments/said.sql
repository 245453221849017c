-- One row per piece of feedback of a customer and kind of segment: feedback_id, customer_id, segment_kind, segment.
-- Parameter: timezone: the segment is that of the day of the feedback there.
SELECT raw.feedback_id, who.customer_id, segment.segment_kind, segment.segment
FROM feedback_raw AS raw
JOIN feedback_clean AS clean USING (feedback_id)
JOIN feedback_customer AS who USING (feedback_id)
JOIN customer_segment AS segment
    ON segment.customer_id = who.customer_id
    AND segment.valid_from <= CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)
    AND coalesce(segment.valid_to, DATE '9999-12-31') > CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)
WHERE raw.deleted_at IS NULL AND trim(clean.text) <> ''
