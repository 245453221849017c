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
