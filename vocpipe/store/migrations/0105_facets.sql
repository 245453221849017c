-- The cause and the feeling of each opinion and verdict, as the heads for them tell.
-- basis: the models, the training sentences and the settings of the heads.
CREATE TABLE sentence_facet (
    sentence_id VARCHAR PRIMARY KEY,
    cause       VARCHAR NOT NULL,
    feeling     VARCHAR NOT NULL,
    basis       VARCHAR NOT NULL
);

-- The same with the causes that people gave by edits that stand; made anew by each refresh.
-- cause_by: who gave the cause; null: the head.
CREATE TABLE sentence_cause (
    sentence_id VARCHAR NOT NULL,
    cause       VARCHAR NOT NULL,
    feeling     VARCHAR NOT NULL,
    cause_by    VARCHAR
);

-- The cause that a person gave to a theme, and who.
ALTER TABLE theme_mark ADD COLUMN cause VARCHAR;
ALTER TABLE theme_mark ADD COLUMN cause_by VARCHAR;

-- Which causes the sentences of each theme name, and how many customers of each segment name a cause or show a feeling.
CREATE TABLE theme_cause (
    theme_id VARCHAR, cause VARCHAR, n_sentences BIGINT, n_customers BIGINT, share DOUBLE, is_main BOOLEAN,
    cause_by VARCHAR
);
CREATE TABLE facet_segment (
    facet VARCHAR, value VARCHAR, segment_kind VARCHAR, segment VARCHAR, n_customers BIGINT, n_sentences BIGINT,
    n_all BIGINT, share DOUBLE, low DOUBLE, high DOUBLE
);
