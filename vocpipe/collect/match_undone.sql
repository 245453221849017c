-- Grain: one row of match_undone per reference of feedback in `wrong_match` (feedback_id, customer_id) and customer; columns:
-- all of match_undone's.
DELETE FROM match_undone;
INSERT INTO match_undone
SELECT DISTINCT
    unnest([
        feedback.customer_ref,
        feedback.customer_email,
        -- The account only where nothing else says who it was: others there may be matched rightly.
        CASE WHEN coalesce(feedback.customer_ref, feedback.customer_email) IS NULL THEN feedback.account_ref END
    ]) AS reference,
    number.customer_key
FROM wrong_match AS wrong
JOIN feedback_raw AS feedback USING (feedback_id)
JOIN customer_number AS number USING (customer_id);
DELETE FROM match_undone WHERE reference IS NULL;
