-- One row per kind of segment and spell of the customer $customer, the newest of each kind first.
SELECT segment_kind, segment, valid_from, valid_to
FROM customer_segment
WHERE customer_id = $customer
ORDER BY segment_kind, valid_from DESC
