-- One row per answer and kind of segment in which its customer was on its day.
-- Reads `dated` (the rows of change_answers.sql).
-- feedback_id: the answer
-- dimension: the kind of segment
-- subject: the segment
SELECT DISTINCT dated.feedback_id, segment.segment_kind AS dimension, segment.segment AS subject
FROM dated
JOIN customer_segment AS segment
    ON segment.customer_id = dated.customer_id
    AND segment.valid_from <= dated.said_on
    AND coalesce(segment.valid_to, DATE '9999-12-31') > dated.said_on
ORDER BY dated.feedback_id, dimension
