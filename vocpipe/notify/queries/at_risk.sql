-- Grain: one row per customer on the list of customers at risk, the highest risk first. Reads published tables.
-- alert_id, since: the alert on the customer, which lasts as long as they are on the list
-- customer_id, rank, reason_en, reason_ja
-- quote: a sentence of theirs, masked
-- segments: those they are in now, and what [customers] attributes says, each as [kind, value]
WITH segment AS (
    SELECT customer_id, [segment_kind, segment] AS pair FROM customer_segment WHERE valid_to IS NULL
    UNION ALL
    SELECT customer_id, [attribute, value] FROM customer_attribute
)
SELECT
    alert.alert_id, alert.since, risk.customer_id, risk.rank, risk.reason_en, risk.reason_ja, sentence.text AS quote,
    (SELECT list(pair) FROM segment WHERE segment.customer_id = risk.customer_id) AS segments
FROM customer_risk AS risk
JOIN alert ON alert.kind = 'customer at risk' AND alert.subject = risk.customer_id
LEFT JOIN sentence ON sentence.sentence_id = risk.quotes[1]
ORDER BY risk.rank
