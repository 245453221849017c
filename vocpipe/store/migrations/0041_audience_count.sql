-- Whom of the customers at risk a message could reach.

CREATE TABLE handoff_audience (
    audience          VARCHAR NOT NULL,
    n_customers       BIGINT NOT NULL,
    n_reached         BIGINT NOT NULL,
    opted_out         BIGINT NOT NULL,
    no_consent        BIGINT NOT NULL,
    too_many_contacts BIGINT NOT NULL,
    no_customer       BIGINT NOT NULL,
    no_address        BIGINT NOT NULL,
    same_address      BIGINT NOT NULL
);
