-- customer_people: one row per customer of whom people are known, by the [[people]] tables. It says how many, and never who.
-- customer_id: pseudonym of the customer
-- n_people: number of people, by their ids, else their addresses
-- n_agreed: those of them who agreed to be written to and did not opt out
-- n_opted_out: those of them who do not want to be written to
WITH known AS (
    SELECT
        number.customer_id,
        coalesce(person.person_ref, person.email) AS person,
        bool_or(person.opted_out) AS opted_out,
        bool_and(person.consent) AS consent
    FROM person_customer AS person
    JOIN customer_number AS number USING (customer_key)
    GROUP BY ALL
)
SELECT
    customer_id,
    count(*) AS n_people,
    count(*) FILTER (WHERE consent AND opted_out IS NOT TRUE) AS n_agreed,
    count(*) FILTER (WHERE opted_out) AS n_opted_out
FROM known
GROUP BY customer_id
ORDER BY customer_id
