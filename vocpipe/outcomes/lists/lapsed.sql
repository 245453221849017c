-- One row per customer who has lapsed, those who had ordered for most first.
-- Reads said. What they complained of counts from their last order on, or from the two months before it.
-- customer_id: pseudonym
-- since: the day on which they lapsed
-- last_on, n_orders: their last day with an order, and how many orders there were
-- sentence_id, theme_id: their last complaint and its theme; null if there is none
WITH complaint AS (
    SELECT
        lapsed.customer_id, arg_max(said.sentence_id, (said.day, said.sentence_id)) AS sentence_id,
        arg_max(said.theme_id, (said.day, said.sentence_id)) AS theme_id
    FROM customer_lapse AS lapsed
    JOIN said USING (customer_id)
    WHERE said.intent = 'complaint' AND said.day >= lapsed.last_on - 60
    GROUP BY lapsed.customer_id
)
SELECT
    lapsed.customer_id, lapsed.lapses_on AS since, lapsed.last_on, lapsed.n_orders, complaint.sentence_id, complaint.theme_id
FROM customer_lapse AS lapsed
LEFT JOIN complaint USING (customer_id)
WHERE lapsed.has_lapsed
ORDER BY lapsed.amount DESC NULLS LAST, lapsed.n_orders DESC, lapsed.lapses_on DESC, lapsed.customer_id
