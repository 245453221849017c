-- The clauses of a sentence that sets one thing against another: their places in its text, and the hash of each without
-- own names. Empty for all other sentences; null until the sentence is structured again.
ALTER TABLE sentence ADD COLUMN clauses STRUCT(begins INTEGER, ends INTEGER, text_hash VARCHAR)[];

-- One row per clause of an opinion that sets one thing against another. position: its place among them, from 0.
CREATE VIEW sentence_clause AS
SELECT
    sentence_id, clause_place - 1 AS position, clause.begins, clause.ends, clause.text_hash,
    substring(text, clause.begins + 1, clause.ends - clause.begins) AS text, lang
FROM (
    SELECT sentence_id, text, lang, unnest(clauses) AS clause, generate_subscripts(clauses, 1) AS clause_place
    FROM sentence
    WHERE role = 'opinion' AND len(clauses) > 0
);

-- The sentiment of each clause. text_hash: of what was scored. basis: the models and the head, as in sentence_sentiment.
CREATE TABLE clause_sentiment (
    sentence_id VARCHAR NOT NULL,
    position    INTEGER NOT NULL,
    text_hash   VARCHAR NOT NULL,
    sentiment   DOUBLE NOT NULL,
    label       VARCHAR NOT NULL,
    basis       VARCHAR NOT NULL,
    PRIMARY KEY (sentence_id, position)
);

-- What each clause judges, of sentences that praise one thing and blame another.
CREATE TABLE sentence_aspect (
    sentence_id VARCHAR, position INTEGER, begins INTEGER, ends INTEGER, text VARCHAR, sentiment DOUBLE,
    sentiment_label VARCHAR, theme_id VARCHAR, nearness DOUBLE, is_main BOOLEAN
);
