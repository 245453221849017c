-- A company's own themes: what their names and examples say, and which of the machine's themes are theirs.
ALTER TABLE machine_theme ADD COLUMN is_guided BOOLEAN DEFAULT false;
ALTER TABLE machine_theme ADD COLUMN n_taught INTEGER;  -- sentences that taught it at the last discovery; null: not guided

-- One row per theme of the settings and text of it, prepared and embedded as sentences are.
CREATE TABLE guide_text (
    theme_id   VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,       -- false: it is the theme's name
    text_hash  VARCHAR NOT NULL,        -- of the text without own names
    text       VARCHAR NOT NULL,
    lang       VARCHAR NOT NULL,
    tokens     VARCHAR[] NOT NULL,
    basis      VARCHAR NOT NULL         -- the settings that the rows were made of
);
