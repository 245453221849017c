-- Orders, for firms whose customers have no contracts.

-- One row per row of a [[purchases]] source: an order, or a line of one.
CREATE TABLE purchase (
    file_id        VARCHAR NOT NULL,
    source         VARCHAR NOT NULL,
    customer_ref   VARCHAR,
    customer_email VARCHAR,
    ordered_at     TIMESTAMP NOT NULL,
    order_ref      VARCHAR,                -- the id of the order
    amount         DOUBLE,                 -- below 0: paid back
    currency       VARCHAR,
    is_cancelled   BOOLEAN NOT NULL,
    known_at       TIMESTAMP NOT NULL,     -- when the file was written
    row_no         BIGINT NOT NULL
);

-- Grain: one row per order that was not cancelled or wholly paid back.
-- Columns: source; customer_key (as in customer_match); customer_id (null until it is numbered); order_ref; ordered_at; amount
--          (null: no file tells); currency.
-- Of several exports that tell of one order the newest tells. The same amount on each row of an order counts once, different
-- ones are added. An order without an id is told from others by its customer, time and amount.
CREATE VIEW purchase_order AS
WITH newest AS (
    SELECT *
    FROM purchase
    QUALIFY order_ref IS NULL
        OR dense_rank() OVER (PARTITION BY source, order_ref ORDER BY known_at DESC, file_id DESC) = 1
),
keyed AS (
    SELECT newest.*, coalesce(found.customer_key, newest.customer_ref, newest.customer_email) AS customer_key
    FROM newest
    LEFT JOIN customer_match AS found
        ON found.customer_ref IS NOT DISTINCT FROM newest.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM newest.customer_email
        AND found.account_ref IS NULL
),
ordered AS (
    SELECT
        source, customer_key, order_ref, min(ordered_at) AS ordered_at,
        CASE WHEN min(amount) = max(amount) THEN max(amount) ELSE sum(amount) END AS amount,
        max(currency) AS currency, bool_and(is_cancelled) AS is_cancelled
    FROM keyed
    WHERE order_ref IS NOT NULL
    GROUP BY source, customer_key, order_ref
    UNION ALL
    SELECT source, customer_key, NULL, ordered_at, amount, max(currency), bool_and(is_cancelled)
    FROM keyed
    WHERE order_ref IS NULL
    GROUP BY source, customer_key, ordered_at, amount
)
SELECT ordered.source, ordered.customer_key, number.customer_id, ordered.order_ref, ordered.ordered_at, ordered.amount, ordered.currency
FROM ordered
LEFT JOIN customer_number AS number USING (customer_key)
WHERE NOT ordered.is_cancelled AND (ordered.amount IS NULL OR ordered.amount > 0 OR ordered.order_ref IS NULL);

-- Whether a message was opened, and clicked in; null: the file doesn't say.
ALTER TABLE contact ADD COLUMN opened BOOLEAN;
ALTER TABLE contact ADD COLUMN clicked BOOLEAN;

-- Computed anew by each refresh.
CREATE TABLE customer_order (
    customer_id VARCHAR,
    ordered_on DATE,
    n_orders BIGINT,
    amount DOUBLE,
    place INTEGER,
    next_on DATE,
    lapse_days INTEGER
);
CREATE TABLE customer_lapse (
    customer_id VARCHAR,
    first_on DATE,
    last_on DATE,
    n_orders BIGINT,
    n_days BIGINT,
    amount DOUBLE,
    lapse_days INTEGER,
    lapses_on DATE,
    has_lapsed BOOLEAN,
    n_lapses BIGINT
);
CREATE TABLE lapse_rule (
    days INTEGER,
    is_set BOOLEAN,
    n_returned BIGINT,
    first_on DATE,
    until_on DATE,
    reason_en VARCHAR,
    reason_ja VARCHAR
);
CREATE TABLE customer_list (
    list VARCHAR,
    theme_id VARCHAR,
    rank INTEGER,
    customer_id VARCHAR,
    since DATE,
    sentence_id VARCHAR,
    reason_en VARCHAR,
    reason_ja VARCHAR
);
CREATE TABLE list_rule (
    list VARCHAR,
    as_of DATE,
    n_customers BIGINT,
    rule_en VARCHAR,
    rule_ja VARCHAR,
    reason_en VARCHAR,
    reason_ja VARCHAR,
    n_listed BIGINT,
    n_listed_up BIGINT,
    n_others BIGINT,
    n_others_up BIGINT,
    propensity DOUBLE,
    low DOUBLE,
    high DOUBLE,
    backtest_en VARCHAR,
    backtest_ja VARCHAR
);
CREATE TABLE contact_pressure (
    customer_id VARCHAR,
    n_messages BIGINT,
    n_surveys BIGINT,
    n_days BIGINT,
    last_on DATE,
    is_over BOOLEAN
);
CREATE TABLE contact_fatigue (
    n_before INTEGER,
    n BIGINT,
    n_customers BIGINT,
    rate DOUBLE,
    low DOUBLE,
    high DOUBLE,
    reason_en VARCHAR,
    reason_ja VARCHAR
);
