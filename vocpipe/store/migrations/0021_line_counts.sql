-- Templates are counted by what came and went, no longer anew. Texts with sentences that may be of one are cleaned again.
UPDATE feedback_clean SET basis = '' WHERE feedback_id IN (SELECT feedback_id FROM text_line);
DROP TABLE text_line;
DROP TABLE template_line;

-- Sentences that templates may consist of, in tickets and messages. One row per sentence of a text; only hashes are kept.
CREATE TABLE text_line (
    feedback_id VARCHAR NOT NULL,
    source      VARCHAR NOT NULL,
    thread      VARCHAR NOT NULL,          -- the thread's id; the feedback's own where there is none
    hash        UBIGINT NOT NULL,          -- of the sentence without case, numbers and masked data
    rest        UBIGINT NOT NULL,          -- of all other sentences of the text
    is_signed   BOOLEAN NOT NULL,          -- it has words of a company that writes to a customer
    at_edge     BOOLEAN NOT NULL           -- it is among the first or the last sentences
);

-- How often each of these sentences stands in a source. One row per source and sentence.
CREATE TABLE line_count (
    source    VARCHAR NOT NULL,
    hash      UBIGINT NOT NULL,
    is_signed BOOLEAN NOT NULL,
    lines     BIGINT NOT NULL,
    edges     BIGINT NOT NULL,             -- of the lines are at the edge of their text
    threads   BIGINT NOT NULL,             -- in which it stands
    rests     BIGINT NOT NULL              -- different texts around it
);

-- Sentences that stand in so many texts of a source that they are templates. One row per source and sentence.
CREATE TABLE template_line (
    source      VARCHAR NOT NULL,
    hash        UBIGINT NOT NULL,
    is_signed   BOOLEAN NOT NULL,
    is_template BOOLEAN NOT NULL,          -- false: no longer
    is_settled  BOOLEAN NOT NULL           -- all texts with it have been cleaned since that has changed
);
