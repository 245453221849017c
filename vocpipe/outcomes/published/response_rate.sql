-- response_rate: one row per kind of segment and segment that was invited to a survey; the kind all holds everybody.
-- segment_kind: all, touch_model, usage, lifecycle or plan
-- segment: the segment the customer was in on the day of the invitation
-- n_invited: invitations; null where they went to fewer than five customers
-- n_answered: invitations that were answered; null likewise
-- n_customers: customers who were invited; null where they are fewer than five
-- rate: n_answered of n_invited, 0 to 1
-- low: lower end of its 95 % interval (Wilson)
-- high: upper end
-- is_low: the rate is, for sure, below half of everybody's: the segment is hardly heard
-- reason_en: a warning where the rate is low, or why there is no number, in English
-- reason_ja: the same in Japanese
SELECT segment_kind, segment, n_invited, n_answered, n_customers, rate, low, high, is_low, reason_en, reason_ja
FROM response_rate
ORDER BY segment_kind, segment
