-- Sentences that templates may consist of, in tickets and messages. One row per sentence of a text; only hashes are kept.
CREATE TABLE text_line (
    feedback_id VARCHAR NOT NULL,
    hash        UBIGINT NOT NULL,          -- of the sentence without case, numbers and masked data
    rest        UBIGINT NOT NULL,          -- of all other sentences of the text
    is_signed   BOOLEAN NOT NULL,          -- it has words of a company that writes to a customer
    at_edge     BOOLEAN NOT NULL,          -- it is among the first or the last sentences
    was_known   BOOLEAN                    -- whether it was a template when the text was cleaned; null: not cleaned yet
);

-- Sentences that stand in so many texts of a source that they are templates. One row per source and sentence.
CREATE TABLE template_line (
    source    VARCHAR NOT NULL,
    hash      UBIGINT NOT NULL,
    is_signed BOOLEAN NOT NULL
);
