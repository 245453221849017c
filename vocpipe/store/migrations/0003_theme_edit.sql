-- Human edits of themes. What the machine finds is kept apart (machine_*), as if nobody had ever edited anything; theme,
-- sentence_theme and unthemed are made of it and of the edits by every refresh, so that an undone edit leaves no trace.
CREATE TABLE machine_theme (
    theme_id  VARCHAR PRIMARY KEY,
    parent_id VARCHAR,
    name_ja   VARCHAR,
    name_en   VARCHAR,
    keywords  VARCHAR[] NOT NULL,
    state     VARCHAR NOT NULL,
    born_run  VARCHAR NOT NULL
);
INSERT INTO machine_theme SELECT theme_id, parent_id, name_ja, name_en, keywords, state, born_run FROM theme;

-- One row per text that was placed.
CREATE TABLE machine_placement (
    text_hash   VARCHAR NOT NULL,
    theme_id    VARCHAR,                   -- null: it belongs to no theme
    subtheme_id VARCHAR,
    score       DOUBLE NOT NULL,
    method      VARCHAR NOT NULL
);
INSERT INTO machine_placement
SELECT
    sentence.text_hash,
    max(belongs.theme_id) FILTER (WHERE belongs.is_primary),
    max(belongs.theme_id) FILTER (WHERE NOT belongs.is_primary),
    coalesce(max(belongs.score), 0),
    coalesce(max(belongs.method), 'discovered')
FROM sentence
LEFT JOIN sentence_theme AS belongs USING (sentence_id)
LEFT JOIN unthemed USING (sentence_id)
WHERE sentence.role = 'opinion' AND (belongs.theme_id IS NOT NULL OR unthemed.sentence_id IS NOT NULL)
GROUP BY sentence.text_hash
ORDER BY sentence.text_hash;

-- The inbox's edits as the last refresh saw them.
CREATE TABLE theme_edit (
    edit_id   VARCHAR NOT NULL,
    edited_at TIMESTAMP NOT NULL,
    author    VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL,
    theme_id  VARCHAR,
    detail    JSON NOT NULL,
    undone_at TIMESTAMP,
    undone_by VARCHAR,
    run_id    VARCHAR,                     -- the first run that it was applied in
    problem   VARCHAR                      -- why it can't be applied now
);

-- The texts that an edit holds, whatever the machine finds later.
CREATE TABLE edit_member (
    edit_id      VARCHAR NOT NULL,
    text_hash    VARCHAR NOT NULL,
    how          VARCHAR NOT NULL,         -- named (by the person) | held (was there at the edit) | joined (by its neighbors)
    via_theme    VARCHAR,                  -- held: where the machine had it then
    via_subtheme VARCHAR
);

-- What a theme that was split off is called by the machine, where the person did not say.
CREATE TABLE edit_theme (
    theme_id VARCHAR NOT NULL,
    name_ja  VARCHAR,
    name_en  VARCHAR,
    keywords VARCHAR[] NOT NULL,
    born_run VARCHAR NOT NULL
);

CREATE TABLE edit_lineage (
    edit_id    VARCHAR NOT NULL,
    run_id     VARCHAR NOT NULL,
    event      VARCHAR NOT NULL,
    from_theme VARCHAR,
    to_theme   VARCHAR,
    overlap    DOUBLE
);

-- What people said of a theme besides its sentences.
CREATE TABLE theme_mark (
    theme_id   VARCHAR NOT NULL,
    is_pinned  BOOLEAN NOT NULL,
    is_hidden  BOOLEAN NOT NULL,
    name_ja_by VARCHAR,                    -- who gave the name; null: the machine
    name_en_by VARCHAR
);
