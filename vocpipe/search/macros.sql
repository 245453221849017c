-- folded(text, wide, narrow): the text as it is compared with the words of a search: lower case, and the letters `wide` as those
-- of `narrow`, which stand for them. vocpipe.search.words gives the letters that the words of one search need.
CREATE OR REPLACE TEMP MACRO folded(text, wide, narrow) AS
    lower(CASE WHEN regexp_matches(text, '[' || nullif(wide, '') || ']') THEN translate(text, wide, narrow) ELSE text END);

-- has_words(folded, words): whether a folded text has one form of each word; null without words.
CREATE OR REPLACE TEMP MACRO has_words(folded, words) AS
    list_bool_and([list_bool_or([contains(folded, form) FOR form IN forms]) FOR forms IN CAST(words AS VARCHAR[][])]);
