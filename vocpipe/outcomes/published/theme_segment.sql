-- theme_segment: one row per theme, kind of segment and segment: how many of its customers mention the theme.
-- theme_id: the theme
-- segment_kind: touch_model, usage, lifecycle or plan
-- segment: the segment the customer was in on the day it was said
-- n_customers: customers who mention the theme; null where they are fewer than five, or none
-- n_sentences: their sentences in it; null likewise
-- n_all: customers of the segment who said anything; null where they are fewer than five
-- share: n_customers of n_all, 0 to 1
-- low: lower end of its 95 % interval (Wilson)
-- high: upper end
SELECT theme_id, segment_kind, segment, n_customers, n_sentences, n_all, share, low, high
FROM theme_segment
ORDER BY theme_id, segment_kind, segment
