-- Themes that emerge: dense groups among what no theme explains. One row per theme that was found so, also after it has
-- become a theme like any other (machine_theme.state: emerging, active or retired).
CREATE TABLE emerging_theme (
    theme_id    VARCHAR PRIMARY KEY,
    began       DATE,                      -- when the first of its sentences was said; null: no dates
    certainty   DOUBLE NOT NULL,           -- 0 to 1: how firmly its sentences belonged together when it was found
    found_run   VARCHAR NOT NULL,
    lasting_run VARCHAR                    -- the run in which it had lasted and became a theme; null: not yet
);
