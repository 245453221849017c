-- One row: after how long without an order customers have lapsed, and why. No row without orders.
SELECT days, is_set, n_returned, reason_en, reason_ja
FROM lapse_rule
