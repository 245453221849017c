-- Grain: one row per account of the person: their level and what they said, and nothing of others there. Columns: all of
-- account_person's but the pseudonyms. Reads their_person.
SELECT found.* EXCLUDE (customer_id, person_id)
FROM account_person AS found
WHERE person_id IN (SELECT person_id_of(unnest([email, person_ref])) FROM their_person)
ORDER BY ALL
