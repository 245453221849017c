-- customer_segment: one row per customer, kind of segment and spell of time; on any day a customer is in at most one of a kind.
-- customer_id: pseudonym of the customer
-- segment_kind: touch_model, usage, lifecycle or plan; segment_rule says how each is cut
-- segment: touch_model: high, low or tech; usage: frequent, occasional or rare; lifecycle: onboarding, established or renewal; the plan's name
-- valid_from: the first day it holds; what is said of a day is drawn from what was known on it
-- valid_to: the first day it no longer holds; null while it does
SELECT customer_id, segment_kind, segment, valid_from, valid_to
FROM customer_segment
ORDER BY customer_id, segment_kind, valid_from
