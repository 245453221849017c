-- Spells: from when to when customers were under contract, from everything that files told of it at any time.

-- One row per customer, day and contract as a customers file told it; a later day only where it told something else.
CREATE TABLE customer_told (
    customer_key  VARCHAR NOT NULL,
    known_on      DATE NOT NULL,           -- the day of the file
    told_until    DATE NOT NULL,           -- the last day on which a file still said the same of the customer
    file_id       VARCHAR NOT NULL,
    row_no        BIGINT NOT NULL,
    started_at    DATE,
    churned_at    DATE,
    churned       BOOLEAN,                 -- null: the file says of nobody whether they left
    plan          VARCHAR,
    monthly_value DOUBLE
);
INSERT INTO customer_told
SELECT
    customer_key, known.known_on, known.known_on, file_id, row_no, started_at, churned_at,
    CASE WHEN bool_or(churned_at IS NOT NULL OR churned IS NOT NULL) OVER () THEN coalesce(churned, churned_at IS NOT NULL) END,
    plan, monthly_value
FROM customer
JOIN (SELECT customer_key, max(known_on) AS known_on FROM customer_version GROUP BY ALL) AS known USING (customer_key)
WHERE known.known_on IS NOT NULL
ORDER BY customer_key;

-- One row per row of a [[subscriptions]] source.
CREATE TABLE subscription (
    file_id          VARCHAR NOT NULL,
    source           VARCHAR NOT NULL,
    customer_ref     VARCHAR,
    customer_email   VARCHAR,
    subscription_ref VARCHAR,              -- the id of the subscription
    started_at       DATE,
    ended_at         DATE,
    ended            BOOLEAN,              -- whether it has ended; null: the file doesn't say
    plan             VARCHAR,
    monthly_value    DOUBLE,
    known_on         DATE NOT NULL,        -- the day of the file
    row_no           BIGINT NOT NULL
);

-- Grain: one row per customer of the customers file and time in which plan and value were the same.
-- Columns: customer_id, plan, monthly_value, valid_from (null: since ever), valid_to (null: they still are), known_on (the
--          day of the file that told it first; null: not recorded).
DROP VIEW customer_spell;
CREATE VIEW known_plan AS
SELECT
    number.customer_id,
    version.plan,
    version.monthly_value,
    version.seen_on AS valid_from,
    lead(version.seen_on) OVER (PARTITION BY version.customer_key ORDER BY version.seen_on NULLS FIRST) AS valid_to,
    version.known_on
FROM customer_version AS version
JOIN customer USING (customer_key)
JOIN customer_number AS number USING (customer_key);

CREATE TABLE customer_spell (
    customer_id   VARCHAR NOT NULL,        -- the pseudonym
    spell         INTEGER NOT NULL,
    started_on    DATE,
    known_from    DATE,
    ended_on      DATE,
    has_left      BOOLEAN NOT NULL,
    last_known_on DATE,
    plan          VARCHAR,
    monthly_value DOUBLE,
    known_on      DATE,
    is_last       BOOLEAN NOT NULL
);
ALTER TABLE customer_month ADD COLUMN spell INTEGER;
