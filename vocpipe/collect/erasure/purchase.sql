-- Removes every row of purchase that is about the person. Reads forgotten_reference.
DELETE FROM purchase
WHERE EXISTS (
    FROM forgotten_reference AS theirs
    WHERE theirs.customer_ref IS NOT DISTINCT FROM purchase.customer_ref
        AND theirs.customer_email IS NOT DISTINCT FROM purchase.customer_email
        AND theirs.account_ref IS NULL
)
