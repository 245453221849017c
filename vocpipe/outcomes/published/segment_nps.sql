-- segment_nps: one row per kind of segment and segment with NPS answers; the kind all holds everybody.
-- segment_kind: all, touch_model, usage, lifecycle or plan
-- segment: the segment the customer was in on the day of the answer
-- n: NPS answers with text; null where they are of fewer than five customers
-- n_customers: customers who gave them; null where they are fewer than five
-- nps: NPS, -100 to 100; null below the least number of answers
-- low: lower end of its 95 % interval (adjusted-Wald, widened for several answers of one customer)
-- high: upper end
-- reason_en: why there is no number, in English; null where there is one
-- reason_ja: why there is no number, in Japanese; null where there is one
SELECT segment_kind, segment, n, n_customers, nps, low, high, reason_en, reason_ja
FROM segment_nps
ORDER BY segment_kind, segment
