-- A new theme $theme with the names $name_ja and $name_en by $author; its figures are counted at the end.
INSERT INTO pending_theme BY NAME
SELECT
    $theme AS theme_id, coalesce($name_ja, $name_en) AS name, CAST($name_ja AS VARCHAR) AS name_ja,
    CAST($name_en AS VARCHAR) AS name_en, CAST([] AS VARCHAR[]) AS keywords, CAST([] AS VARCHAR[]) AS keywords_ja,
    CAST([] AS VARCHAR[]) AS keywords_en, 'active' AS state, false AS is_guided, false AS is_pinned, false AS is_hidden, true AS touched,
    CASE WHEN $name_ja IS NOT NULL THEN $author END AS name_ja_by,
    CASE WHEN $name_en IS NOT NULL THEN $author END AS name_en_by;
