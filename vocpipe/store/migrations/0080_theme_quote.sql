-- The sentence that each name was cut from: one row per theme and language. A name given by a person or a program has none.
CREATE TABLE theme_quote (
    theme_id VARCHAR NOT NULL,
    lang     VARCHAR NOT NULL,
    name     VARCHAR NOT NULL,   -- as it was given; the row says nothing of another name
    quote    VARCHAR             -- null: the name is made of words of the theme
);
