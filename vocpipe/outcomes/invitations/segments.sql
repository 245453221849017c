-- One row per invitation and kind of segment in which its customer was on its day; the kind "all" holds everybody.
-- Reads `asked` (the rows of asked.sql).
-- place: number of the invitation in `asked`
-- segment_kind, segment: as in customer_segment
SELECT place, 'all' AS segment_kind, 'all' AS segment FROM asked
UNION ALL
SELECT asked.place, segment.segment_kind, segment.segment
FROM asked
JOIN customer_segment AS segment
    ON segment.customer_id = asked.customer_id
    AND segment.valid_from <= asked.sent_on
    AND coalesce(segment.valid_to, DATE '9999-12-31') > asked.sent_on
ORDER BY ALL
