-- Where each opinion's text stands on the map of sentences. Grain: one row per text.
-- method: drawn (with the whole map) or joined (put beside its neighbors later). model: the setting of the encoder.
CREATE TABLE text_place (
    text_hash VARCHAR PRIMARY KEY,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    method VARCHAR NOT NULL,
    model VARCHAR NOT NULL
);
