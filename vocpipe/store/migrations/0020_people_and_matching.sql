-- Who said it: people at customers, and which customer a reference in any table means.

-- One row per row of a [[people]] source.
CREATE TABLE person (
    file_id      VARCHAR NOT NULL,
    source       VARCHAR NOT NULL,
    person_ref   VARCHAR,                  -- the id in the system that the table is from
    email        VARCHAR,
    phone        VARCHAR,
    account_ref  VARCHAR,                  -- the company or account that the person belongs to
    external_ref VARCHAR,                  -- the customer's id in the company's own books
    consent      BOOLEAN,
    opted_out    BOOLEAN,
    row_no       BIGINT NOT NULL
);
ALTER TABLE feedback_raw ADD COLUMN account_ref VARCHAR;  -- the company or account that its author belongs to
ALTER TABLE customer ADD COLUMN phone VARCHAR;
ALTER TABLE customer ADD COLUMN external_ref VARCHAR;

-- Matches that people have taken back: nothing said under the reference counts for the customer.
CREATE TABLE match_undone (
    reference    VARCHAR,                  -- an id or an address
    customer_key VARCHAR NOT NULL
);

-- One row per id, address and account under which anything was said, done or asked.
CREATE TABLE customer_match (
    customer_ref   VARCHAR,
    customer_email VARCHAR,
    account_ref    VARCHAR,
    customer_key   VARCHAR NOT NULL,       -- who it is; the reference itself where nobody is known by it
    matched_by     VARCHAR,                -- id | account | email | phone; null: nobody in the customers file
    through_person BOOLEAN NOT NULL,       -- whether it is a person of [[people]] who belongs to that customer
    contradicts    BOOLEAN NOT NULL        -- whether the address is that of another customer
);

-- Grain: one row per thing said whose author can be told.
-- Columns: feedback_id; customer_key (as in customer_match); customer_id (what stands for the customer in everything
--          published; null until it is numbered).
CREATE OR REPLACE VIEW feedback_customer AS
WITH keyed AS (
    SELECT
        feedback.feedback_id,
        coalesce(found.customer_key, feedback.customer_ref, feedback.customer_email, feedback.account_ref) AS customer_key
    FROM feedback_raw AS feedback
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM feedback.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM feedback.customer_email
        AND found.account_ref IS NOT DISTINCT FROM feedback.account_ref
)
SELECT keyed.feedback_id, keyed.customer_key, number.customer_id
FROM keyed
LEFT JOIN customer_number AS number USING (customer_key)
WHERE keyed.customer_key IS NOT NULL;

-- Grain: one row per source, customer, time and event.
-- Columns: source; customer_key (as in customer_match); customer_id (null until it is numbered); occurred_at; event;
--          n (the most that any one file tells of it: overlapping exports tell of one event twice).
CREATE OR REPLACE VIEW behaviour_event AS
WITH told AS (
    SELECT source, customer_ref, customer_email, occurred_at, event, max(n) AS n
    FROM behaviour
    GROUP BY ALL
), keyed AS (
    SELECT
        told.source,
        coalesce(found.customer_key, told.customer_ref, told.customer_email) AS customer_key,
        told.occurred_at,
        told.event,
        told.n
    FROM told
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM told.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM told.customer_email
        AND found.account_ref IS NULL
)
SELECT keyed.source, keyed.customer_key, number.customer_id, keyed.occurred_at, keyed.event, keyed.n
FROM keyed
LEFT JOIN customer_number AS number USING (customer_key);

-- Grain: one row per row of invitation.
-- Columns: customer_key (as in customer_match); customer_id (null until it is numbered); sent_at; answered (null: the file
--          does not say).
CREATE OR REPLACE VIEW invitation_customer AS
WITH invited AS (
    SELECT
        coalesce(found.customer_key, invitation.customer_ref, invitation.customer_email) AS customer_key,
        invitation.sent_at,
        invitation.answered
    FROM invitation
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM invitation.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM invitation.customer_email
        AND found.account_ref IS NULL
)
SELECT invited.customer_key, number.customer_id, invited.sent_at, invited.answered
FROM invited
LEFT JOIN customer_number AS number USING (customer_key);

-- Grain: one row per person of [[people]] with anything known about them.
-- Columns: person_ref, email, consent, opted_out; customer_key (whom they are or belong to, as in customer_match).
CREATE VIEW person_customer AS
SELECT person.person_ref, person.email, person.consent, person.opted_out, found.customer_key
FROM person
JOIN customer_match AS found
    ON found.customer_ref IS NOT DISTINCT FROM person.person_ref
    AND found.customer_email IS NOT DISTINCT FROM person.email
    AND found.account_ref IS NULL;
