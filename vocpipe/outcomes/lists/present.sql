-- One row per customer who is one on the day $day: under contract, or, of those without a contract, not lapsed.
-- customer_id: pseudonym
-- started_on: since when; null if unknown
SELECT customer_id, max(started_on) AS started_on
FROM customer_spell
WHERE coalesce(started_on, known_from, CAST($day AS DATE)) <= CAST($day AS DATE)
    AND CASE WHEN ended_on IS NULL THEN NOT has_left ELSE ended_on > CAST($day AS DATE) END
GROUP BY customer_id
UNION ALL
SELECT customer_id, first_on
FROM customer_lapse
WHERE NOT coalesce(has_lapsed, false) AND customer_id NOT IN (SELECT customer_id FROM customer_spell)
ORDER BY customer_id
