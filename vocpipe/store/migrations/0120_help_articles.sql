-- The articles of a help center, and their titles and first words as they are embedded.
CREATE TABLE help_article (
    origin VARCHAR NOT NULL,           -- file_id
    title  VARCHAR NOT NULL,
    body   VARCHAR,
    url    VARCHAR,
    lang   VARCHAR,                    -- as the file says; null: told by the title
    row_no INTEGER NOT NULL
);

-- One row per article and text of it, prepared and embedded as sentences are.
CREATE TABLE article_text (
    title     VARCHAR NOT NULL,        -- masked
    url       VARCHAR,
    lang      VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL,        -- of the text without own names
    text      VARCHAR NOT NULL         -- the title, or how the article begins
);

-- What customers ask, and whether an article answers it; made anew by each refresh.
CREATE TABLE question_article (
    sentence_id VARCHAR, article VARCHAR, article_url VARCHAR, article_lang VARCHAR, similarity DOUBLE, chance DOUBLE,
    verdict VARCHAR
);
CREATE TABLE help_gap (
    theme_id VARCHAR, n_questions BIGINT, n_customers BIGINT, n_covered BIGINT, n_gap BIGINT, share_gap DOUBLE,
    low DOUBLE, high DOUBLE, article VARCHAR, article_url VARCHAR, similarity DOUBLE, sentence_id VARCHAR,
    verdict VARCHAR, reason_en VARCHAR, reason_ja VARCHAR
);
