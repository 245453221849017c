-- What a person does in their company, as the table has it; never published.
ALTER TABLE person ADD COLUMN job VARCHAR;
-- Tables of people that were read without it are read again.
DELETE FROM ingest_file WHERE file_id IN (SELECT file_id FROM person);

-- Accounts, their people, and where levels of one account disagree; made anew by each refresh.
CREATE TABLE account (
    customer_id VARCHAR,
    n_people BIGINT,
    n_users BIGINT,
    n_managers BIGINT,
    n_executives BIGINT,
    n_heard BIGINT,
    n_voices BIGINT,
    n_felt BIGINT,
    sentiment DOUBLE,
    n_promoters BIGINT,
    n_passives BIGINT,
    n_detractors BIGINT,
    last_on DATE,
    n_gaps BIGINT
);
CREATE TABLE account_person (
    customer_id VARCHAR,
    person_id VARCHAR,
    level VARCHAR,
    n_voices BIGINT,
    n_felt BIGINT,
    sentiment DOUBLE,
    n_answers BIGINT,
    nps_score DOUBLE,
    last_on DATE
);
CREATE TABLE account_gap (
    customer_id VARCHAR,
    measure VARCHAR,
    level VARCHAR,
    other_level VARCHAR,
    n BIGINT,
    n_people BIGINT,
    mean DOUBLE,
    n_other BIGINT,
    n_people_other BIGINT,
    mean_other DOUBLE,
    gap DOUBLE,
    low DOUBLE,
    high DOUBLE,
    p_value DOUBLE,
    q_value DOUBLE,
    family VARCHAR,
    method VARCHAR,
    method_version INTEGER,
    verdict VARCHAR,
    reason_en VARCHAR,
    reason_ja VARCHAR
);
