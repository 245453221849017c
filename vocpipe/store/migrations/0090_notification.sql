-- What was sent to whom by [[notify]]; the messages themselves are in the inbox, and only until they are sent.
CREATE TABLE notification (
    message_id VARCHAR, name VARCHAR, way VARCHAR, recipient VARCHAR, topics VARCHAR[], n_events BIGINT,
    created_at TIMESTAMP, state VARCHAR, attempts BIGINT, tried_at TIMESTAMP, ended_at TIMESTAMP,
    problem_en VARCHAR, problem_ja VARCHAR
);
