-- Of invitations: the survey, reminders, and whether and when they were opened and answered.
ALTER TABLE invitation ADD COLUMN answered_at TIMESTAMP;  -- UTC; null: not told
ALTER TABLE invitation ADD COLUMN opened BOOLEAN;         -- null: the file does not say
ALTER TABLE invitation ADD COLUMN survey VARCHAR;         -- without the word for a reminder
ALTER TABLE invitation ADD COLUMN is_reminder BOOLEAN DEFAULT false;
ALTER TABLE invitation ADD COLUMN reminded_at TIMESTAMP;  -- UTC; of a reminder without a row of its own

-- Grain: one row per row of invitation.
-- Columns: customer_key (as in customer_match); customer_id (null until it is numbered); the others are invitation's.
CREATE OR REPLACE VIEW invitation_customer AS
WITH invited AS (
    SELECT
        coalesce(found.customer_key, invitation.customer_ref, invitation.customer_email) AS customer_key,
        invitation.sent_at,
        invitation.answered,
        invitation.answered_at,
        invitation.opened,
        invitation.survey,
        invitation.is_reminder,
        invitation.reminded_at
    FROM invitation
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM invitation.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM invitation.customer_email
        AND found.account_ref IS NULL
)
SELECT invited.customer_key, number.customer_id, invited.* EXCLUDE (customer_key)
FROM invited
LEFT JOIN customer_number AS number USING (customer_key);

ALTER TABLE response_rate ADD COLUMN n_opened BIGINT;
ALTER TABLE response_rate ADD COLUMN n_reminded BIGINT;
ALTER TABLE response_rate ADD COLUMN n_answered_before BIGINT;
ALTER TABLE response_rate ADD COLUMN rate_before DOUBLE;
