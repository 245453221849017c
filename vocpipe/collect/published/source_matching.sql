-- source_matching: one row per source of feedback: how many of its voices have a customer in the customers file.
-- source: name of the source in vocpipe.toml
-- voices: pieces of feedback
-- with_reference: those that name somebody by an id, an account, an e-mail address or a telephone number
-- matched_by_id: those whose id is that of a customer, or of a person who belongs to one
-- matched_by_account: those whose company or account is a customer, and whose id is not known
-- matched_by_email: those whose e-mail address is
-- matched_by_phone: those whose telephone number is
-- through_person: those that say a person's id, address or number, and count for that person's company
-- contradicting: those whose id and e-mail address are of two customers; the id counts
-- unmatched: those that name somebody who is not in the customers file
SELECT
    feedback.source,
    count(*) AS voices,
    count(*) FILTER (WHERE coalesce(feedback.customer_ref, feedback.customer_email, feedback.account_ref) IS NOT NULL) AS with_reference,
    count(*) FILTER (WHERE found.matched_by = 'id') AS matched_by_id,
    count(*) FILTER (WHERE found.matched_by = 'account') AS matched_by_account,
    count(*) FILTER (WHERE found.matched_by = 'email') AS matched_by_email,
    count(*) FILTER (WHERE found.matched_by = 'phone') AS matched_by_phone,
    count(*) FILTER (WHERE found.matched_by IS NOT NULL AND found.through_person) AS through_person,
    count(*) FILTER (WHERE found.contradicts) AS contradicting,
    count(*) FILTER (
        WHERE found.matched_by IS NULL AND coalesce(feedback.customer_ref, feedback.customer_email, feedback.account_ref) IS NOT NULL
    ) AS unmatched
FROM feedback_raw AS feedback
LEFT JOIN customer_match AS found
    ON found.customer_ref IS NOT DISTINCT FROM feedback.customer_ref
    AND found.customer_email IS NOT DISTINCT FROM feedback.customer_email
    AND found.account_ref IS NOT DISTINCT FROM feedback.account_ref
WHERE feedback.deleted_at IS NULL
GROUP BY feedback.source
ORDER BY feedback.source
