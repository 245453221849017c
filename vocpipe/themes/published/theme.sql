-- theme: one row per theme or sub-theme: a lasting idea that many sentences share.
-- theme_id: lasting id, kept from run to run
-- parent_id: the theme a sub-theme is part of; null for a theme
-- name: the name in the first of the workspace's languages that has one; of a mixed theme two names, " ／ " between
-- name_ja: Japanese name
-- name_en: English name
-- quote_ja: the sentence that the Japanese name was cut from, of a mixed theme two; null if it was not cut from one
-- quote_en: the sentence that the English name was cut from, of a mixed theme two; null if it was not cut from one
-- is_words_ja: whether the Japanese name only lists words of the theme, since no Japanese sentence says what its English name says
-- is_words_en: whether the English name only lists words of the theme, since no English sentence says what its Japanese name says
-- keywords: words that set it apart from the other themes
-- keywords_ja: the keywords that occur in its Japanese sentences
-- keywords_en: the keywords that occur in its English sentences
-- n_sentences: sentences in it
-- n_feedback: pieces of feedback that mention it
-- n_customers: customers who mention it, as far as the sources tell who they are
-- first_seen: when it was first mentioned, in UTC
-- last_seen: when it was last mentioned, in UTC
-- state: active, emerging (a new group that has not lasted yet) or retired
-- emerging_since: when an emerging theme was first mentioned; null for a theme that did not emerge between discoveries
-- certainty: how firmly the sentences of an emerging theme belonged together when it was found, 0 to 1
-- cohesion: how far the sentences most similar to its sentences are in it too, on average, 0 to 1; the lower, the more subjects it mixes
-- sentiment: mean sentiment of what its sentences say of it (see sentence_theme), -1 to 1, without tickets, which are nearly all complaints
-- sentiment_tickets: mean sentiment of its sentences in tickets, -1 to 1
-- n_negative: sentences in it that are negative
-- n_positive: sentences in it that are positive
-- cause: what stands for its sentences: the cause that a person gave it, or the commonest one that is not other if a quarter of them name it, else other; see theme_cause
-- cause_by: who gave it that cause; null if its sentences tell
-- is_guided: whether it is one of the company's own themes, which the settings name
-- n_taught: of a guided theme, the sentences that people put into it by labels or moves before the last discovery; else null
-- is_pinned: whether a person pinned it, so that it stays whatever discovery finds
-- is_hidden: whether a person hid it
-- name_ja_by: who gave the Japanese name; null if vocpipe did
-- name_en_by: who gave the English name; null if vocpipe did
WITH keyword AS (
    SELECT theme_id, unnest(keywords) AS word FROM theme
),
token AS (
    SELECT theme_id, sentence.lang, unnest(sentence.tokens) AS word
    FROM sentence_theme JOIN sentence USING (sentence_id)
    WHERE sentence.lang IN ('ja', 'en')
),
spoken AS (
    SELECT
        theme_id,
        list(DISTINCT word) FILTER (WHERE lang = 'ja') AS ja,
        list(DISTINCT word) FILTER (WHERE lang = 'en') AS en
    FROM token SEMI JOIN keyword USING (theme_id, word)
    GROUP BY theme_id
),
mention AS (
    SELECT
        belongs.theme_id,
        count(*) AS n_sentences,
        count(DISTINCT sentence.feedback_id) AS n_feedback,
        count(DISTINCT who.customer_id) AS n_customers,
        min(raw.created_at) AS first_seen,
        max(raw.created_at) AS last_seen,
        avg(CAST(belongs.score AS DECIMAL(5, 4))) AS cohesion,
        avg(CAST(coalesce(part.sentiment, feeling.sentiment) AS DECIMAL(6, 4))) FILTER (WHERE raw.kind <> 'ticket') AS sentiment,
        avg(CAST(coalesce(part.sentiment, feeling.sentiment) AS DECIMAL(6, 4))) FILTER (WHERE raw.kind = 'ticket') AS sentiment_tickets,
        count(*) FILTER (WHERE coalesce(part.sentiment_label, feeling.label) = 'negative') AS n_negative,
        count(*) FILTER (WHERE coalesce(part.sentiment_label, feeling.label) = 'positive') AS n_positive
    FROM sentence_theme AS belongs
    JOIN sentence USING (sentence_id)
    JOIN feedback_raw AS raw USING (feedback_id)
    LEFT JOIN feedback_customer AS who USING (feedback_id)
    LEFT JOIN sentence_sentiment AS feeling ON feeling.sentence_id = sentence.sentence_id
    LEFT JOIN sentence_aspect AS part ON part.sentence_id = sentence.sentence_id AND part.is_main
    GROUP BY belongs.theme_id
),
caused AS (
    SELECT
        theme_id,
        coalesce(any_value(cause) FILTER (WHERE is_main), 'other') AS cause,
        any_value(cause_by) FILTER (WHERE is_main) AS cause_by
    FROM theme_cause
    GROUP BY theme_id
)
SELECT
    theme.theme_id,
    theme.parent_id,
    CASE getvariable('language') WHEN 'ja' THEN coalesce(theme.name_ja, theme.name_en) ELSE coalesce(theme.name_en, theme.name_ja) END AS name,
    theme.name_ja,
    theme.name_en,
    quoted_ja.quote AS quote_ja,
    quoted_en.quote AS quote_en,
    quoted_ja.theme_id IS NOT NULL AND quoted_ja.quote IS NULL AS is_words_ja,
    quoted_en.theme_id IS NOT NULL AND quoted_en.quote IS NULL AS is_words_en,
    theme.keywords,
    list_filter(theme.keywords, lambda word: list_contains(spoken.ja, word)) AS keywords_ja,
    list_filter(theme.keywords, lambda word: list_contains(spoken.en, word)) AS keywords_en,
    coalesce(mention.n_sentences, 0) AS n_sentences,
    coalesce(mention.n_feedback, 0) AS n_feedback,
    coalesce(mention.n_customers, 0) AS n_customers,
    mention.first_seen,
    mention.last_seen,
    theme.state,
    emerging.began AS emerging_since,
    emerging.certainty,
    mention.cohesion,
    mention.sentiment,
    mention.sentiment_tickets,
    coalesce(mention.n_negative, 0) AS n_negative,
    coalesce(mention.n_positive, 0) AS n_positive,
    caused.cause,
    caused.cause_by,
    coalesce(machine.is_guided, false) AS is_guided,
    CASE WHEN machine.is_guided THEN coalesce(machine.n_taught, 0) END AS n_taught,
    coalesce(mark.is_pinned, false) AS is_pinned,
    coalesce(mark.is_hidden, false) AS is_hidden,
    mark.name_ja_by,
    mark.name_en_by
FROM theme
LEFT JOIN mention ON mention.theme_id = theme.theme_id
LEFT JOIN spoken ON spoken.theme_id = theme.theme_id
LEFT JOIN theme_quote AS quoted_ja ON quoted_ja.theme_id = theme.theme_id AND quoted_ja.lang = 'ja' AND quoted_ja.name = theme.name_ja
LEFT JOIN theme_quote AS quoted_en ON quoted_en.theme_id = theme.theme_id AND quoted_en.lang = 'en' AND quoted_en.name = theme.name_en
LEFT JOIN caused ON caused.theme_id = theme.theme_id
LEFT JOIN theme_mark AS mark ON mark.theme_id = theme.theme_id
LEFT JOIN machine_theme AS machine ON machine.theme_id = theme.theme_id
LEFT JOIN emerging_theme AS emerging ON emerging.theme_id = theme.theme_id
ORDER BY n_sentences DESC, theme.theme_id
