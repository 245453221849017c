-- What is needed to say which themes go with leaving.

-- Some files say who has left, but not when.
ALTER TABLE customer ADD COLUMN churned BOOLEAN;  -- null: the file doesn't say

-- One row per customer and calendar month in which they could have left. Everything but `days_at_risk` and `churned` is as
-- of the month's first day; plan and value are as the customers file has them now.
CREATE TABLE customer_month (
    customer_id    VARCHAR NOT NULL,
    month          DATE NOT NULL,
    tenure_months  INTEGER,                -- null: nobody knows since when
    plan           VARCHAR,
    monthly_value  DOUBLE,
    days_at_risk   INTEGER NOT NULL,       -- planned ones: of those who leave too, the days until the month's end
    days_observed  INTEGER NOT NULL,       -- of feedback, before the gap: what n_days_said is out of
    n_said         BIGINT NOT NULL,        -- things said in the exposure window
    n_days_said    BIGINT NOT NULL,        -- days up to the gap on which something was said
    theme_mentions MAP(VARCHAR, BIGINT) NOT NULL,  -- theme_id -> things said in the exposure window that mention it
    churned        BOOLEAN NOT NULL,
    PRIMARY KEY (customer_id, month)
);

CREATE TABLE theme_churn (
    theme_id           VARCHAR PRIMARY KEY,
    n_customers        BIGINT NOT NULL,
    n_churned          BIGINT NOT NULL,
    n_exposed          BIGINT NOT NULL,
    n_churned_exposed  BIGINT NOT NULL,
    n_churned_expected DOUBLE,
    hazard_ratio       DOUBLE,
    low                DOUBLE,
    high               DOUBLE,
    p_value            DOUBLE,
    q_value            DOUBLE,
    cox_hazard_ratio   DOUBLE,
    cox_low            DOUBLE,
    cox_high           DOUBLE,
    leaving_ratio      DOUBLE,
    verdict            VARCHAR NOT NULL,
    reason_en          VARCHAR NOT NULL,
    reason_ja          VARCHAR NOT NULL
);

-- One row per kind of score and score: how many of those who gave it have left.
CREATE TABLE score_churn (
    score_type  VARCHAR NOT NULL,
    score       DOUBLE NOT NULL,
    n_customers BIGINT NOT NULL,
    n_churned   BIGINT NOT NULL,
    share       DOUBLE NOT NULL,
    low         DOUBLE NOT NULL,
    high        DOUBLE NOT NULL,
    verdict     VARCHAR NOT NULL,          -- of the kind of score as a whole, as the reasons are
    reason_en   VARCHAR NOT NULL,
    reason_ja   VARCHAR NOT NULL,
    PRIMARY KEY (score_type, score)
);
