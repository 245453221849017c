-- One row: n, people: pieces of feedback of $ids, and the people who wrote them (an anonymous voice counts as one).
SELECT count(*) AS n, count(DISTINCT coalesce(customer_id, feedback_id)) AS people
FROM feedback
WHERE list_contains(CAST($ids AS VARCHAR[]), feedback_id)
