-- One row per level of the people of the customer $customer, the highest first, unknown ones last: how many there are, how
-- many were heard of late, their voices, their last NPS scores (a list, the newest first) and when they were last heard.
SELECT
    level, count(*) AS n_people, count(*) FILTER (WHERE n_voices > 0) AS n_heard, CAST(sum(n_voices) AS BIGINT) AS n_voices,
    avg(sentiment) AS sentiment,
    list(nps_score ORDER BY last_on DESC, person_id) FILTER (WHERE nps_score IS NOT NULL) AS scores,
    max(last_on) AS last_on
FROM account_person
WHERE customer_id = $customer
GROUP BY level
ORDER BY coalesce(list_position(['executive', 'manager', 'user'], level), 4)
