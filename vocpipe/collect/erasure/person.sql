-- Removes every row of person that is about the person. Reads forgotten_reference, forgotten_value.
DELETE FROM person
WHERE EXISTS (
    FROM forgotten_reference AS theirs
    WHERE theirs.customer_ref IS NOT DISTINCT FROM person.person_ref
        AND theirs.customer_email IS NOT DISTINCT FROM person.email
        AND theirs.account_ref IS NULL
)
    OR list_has_any(
        [person_ref, email, phone, account_ref, external_ref], (SELECT list(value) FROM forgotten_value)
    )
