-- What the sentiment heads learn from, to be embedded beside the sentences. Written by sentiment, read by embed.
CREATE TABLE training_text (
    text_hash VARCHAR PRIMARY KEY,
    text      VARCHAR NOT NULL,
    lang      VARCHAR NOT NULL
);
