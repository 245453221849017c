-- Write what names were cut from, one row per theme and language in given_quote: theme_id, lang, name, quote (null: the name
-- is made of words of the theme). Only names that themes have now keep a row.
CREATE OR REPLACE TEMP TABLE name_now AS
WITH named AS (
    SELECT theme_id, name_ja, name_en FROM machine_theme UNION ALL SELECT theme_id, name_ja, name_en FROM edit_theme
)
SELECT theme_id, 'ja' AS lang, name_ja AS name FROM named WHERE name_ja IS NOT NULL
UNION ALL
SELECT theme_id, 'en', name_en FROM named WHERE name_en IS NOT NULL;
DELETE FROM theme_quote WHERE (theme_id, lang, name) NOT IN (SELECT (theme_id, lang, name) FROM name_now);
INSERT INTO theme_quote
SELECT DISTINCT theme_id, lang, name, quote
FROM given_quote
SEMI JOIN name_now USING (theme_id, lang, name)
ANTI JOIN theme_quote USING (theme_id, lang, name)
ORDER BY theme_id, lang
