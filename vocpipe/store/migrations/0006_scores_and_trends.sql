-- Scores, trends, survey invitations and actions: what the outcomes stage finds, and what it is found from.

-- Like theme_nps, for the scores that are means: csat, ces and stars, for each kind of feedback apart.
CREATE TABLE theme_score (
    score_type     VARCHAR NOT NULL,
    kind           VARCHAR NOT NULL,       -- survey | ticket | message | post | review | community
    theme_id       VARCHAR NOT NULL,
    n_with         BIGINT NOT NULL,
    n_without      BIGINT NOT NULL,
    mean_with      DOUBLE,
    mean_with_low  DOUBLE,
    mean_with_high DOUBLE,
    mean_without   DOUBLE,
    share          DOUBLE,
    gap            DOUBLE,
    gap_low        DOUBLE,
    gap_high       DOUBLE,
    impact         DOUBLE,
    low            DOUBLE,
    high           DOUBLE,
    p_value        DOUBLE,
    q_value        DOUBLE,
    verdict        VARCHAR NOT NULL,       -- raises | lowers | cannot tell
    reason_en      VARCHAR NOT NULL,
    reason_ja      VARCHAR NOT NULL,
    PRIMARY KEY (score_type, kind, theme_id)
);

-- The score explained by all themes at once.
CREATE TABLE theme_driver (
    score_type  VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,
    theme_id    VARCHAR NOT NULL,
    n           BIGINT NOT NULL,
    n_customers BIGINT NOT NULL,
    n_with      BIGINT NOT NULL,
    effect      DOUBLE,
    effect_low  DOUBLE,
    effect_high DOUBLE,
    weight      DOUBLE,                    -- share of r2
    weight_low  DOUBLE,
    weight_high DOUBLE,
    r2          DOUBLE,
    r2_unseen   DOUBLE,                    -- of customers who were not fitted to
    p_value     DOUBLE,
    q_value     DOUBLE,
    verdict     VARCHAR NOT NULL,
    reason_en   VARCHAR NOT NULL,
    reason_ja   VARCHAR NOT NULL,
    PRIMARY KEY (score_type, kind, theme_id)
);

CREATE TABLE segment_nps (
    segment_kind VARCHAR NOT NULL,
    segment      VARCHAR NOT NULL,
    n            BIGINT,                   -- null: fewer than five customers
    n_customers  BIGINT,
    nps          DOUBLE,
    low          DOUBLE,
    high         DOUBLE,
    reason_en    VARCHAR,                  -- why there is no number
    reason_ja    VARCHAR,
    PRIMARY KEY (segment_kind, segment)
);

CREATE TABLE theme_segment (
    theme_id     VARCHAR NOT NULL,
    segment_kind VARCHAR NOT NULL,
    segment      VARCHAR NOT NULL,
    n_customers  BIGINT,                   -- who mention it; null: fewer than five
    n_sentences  BIGINT,
    n_all        BIGINT,                   -- customers of the segment who said anything
    share        DOUBLE,
    low          DOUBLE,
    high         DOUBLE,
    PRIMARY KEY (theme_id, segment_kind, segment)
);

-- The change of the NPS between two periods, split so that the parts of a dimension add up to it.
CREATE TABLE nps_change (
    dimension    VARCHAR NOT NULL,         -- all | theme | a kind of segment
    subject      VARCHAR,                  -- theme_id or segment; null where the part is of none
    part         VARCHAR NOT NULL,         -- change | mix | rate | not explained
    before_from  DATE,                     -- null: there are no two periods
    after_from   DATE,
    after_to     DATE,                     -- the first day after
    n_before     BIGINT,
    n_after      BIGINT,
    value        DOUBLE,
    low          DOUBLE,
    high         DOUBLE,
    p_value      DOUBLE,
    q_value      DOUBLE,
    verdict      VARCHAR NOT NULL,
    reason_en    VARCHAR NOT NULL,
    reason_ja    VARCHAR NOT NULL
);

-- Releases, campaigns and whatever else people want to see beside a trend.
CREATE TABLE calendar_event (
    event_date DATE NOT NULL,
    name       VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    origin     VARCHAR NOT NULL,           -- settings, or the file_id of the file it stands in
    row_no     BIGINT NOT NULL
);

-- One row per survey invitation that was sent.
CREATE TABLE invitation (
    customer_ref   VARCHAR,
    customer_email VARCHAR,
    sent_at        TIMESTAMP NOT NULL,     -- UTC
    answered       BOOLEAN,                -- null: the file does not say
    file_id        VARCHAR NOT NULL,
    row_no         BIGINT NOT NULL
);

CREATE TABLE response_rate (
    segment_kind VARCHAR NOT NULL,         -- all, or a kind of segment
    segment      VARCHAR NOT NULL,
    n_invited    BIGINT,                   -- null: fewer than five customers
    n_answered   BIGINT,
    n_customers  BIGINT,
    rate         DOUBLE,
    low          DOUBLE,
    high         DOUBLE,
    is_low       BOOLEAN NOT NULL,
    reason_en    VARCHAR,
    reason_ja    VARCHAR,
    PRIMARY KEY (segment_kind, segment)
);

CREATE TABLE nps_weighted (
    method      VARCHAR PRIMARY KEY,       -- raw | weighted
    n           BIGINT NOT NULL,
    n_customers BIGINT NOT NULL,
    n_effective DOUBLE,
    nps         DOUBLE,
    low         DOUBLE,
    high        DOUBLE,
    n_trimmed   BIGINT NOT NULL,
    reason_en   VARCHAR NOT NULL,
    reason_ja   VARCHAR NOT NULL
);

-- What people decided to do about a theme, as the inbox tells it.
CREATE TABLE action (
    action_id  VARCHAR NOT NULL,
    theme_id   VARCHAR NOT NULL,
    title      VARCHAR NOT NULL,
    owner      VARCHAR,
    done_on    DATE NOT NULL,              -- from when on it can be felt
    release    VARCHAR,
    status     VARCHAR NOT NULL,           -- open | done | dropped | undone
    author     VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    closed_at  TIMESTAMP,
    closed_by  VARCHAR
);

CREATE TABLE action_effect (
    action_id         VARCHAR NOT NULL,
    measure           VARCHAR NOT NULL,    -- mentions | nps
    n_before          BIGINT NOT NULL,
    n_after           BIGINT NOT NULL,
    n_compared_before BIGINT NOT NULL,
    n_compared_after  BIGINT NOT NULL,
    value_before      DOUBLE,
    value_after       DOUBLE,
    compared_before   DOUBLE,
    compared_after    DOUBLE,
    effect            DOUBLE,
    low               DOUBLE,
    high              DOUBLE,
    p_value           DOUBLE,
    q_value           DOUBLE,
    verdict           VARCHAR NOT NULL,
    reason_en         VARCHAR NOT NULL,
    reason_ja         VARCHAR NOT NULL,
    PRIMARY KEY (action_id, measure)
);
