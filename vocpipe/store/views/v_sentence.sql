-- v_sentence: one row per sentence, with its theme and the feedback it is part of.
-- sentence_id: as in sentence
-- feedback_id: the feedback it is part of
-- position: place in the feedback, from 0
-- role: opinion, verdict (says how good, not what), courtesy or empty; only opinions form themes
-- text: the sentence, personal data masked; null if it may not be shown
-- lang: language of the sentence (ISO 639-1)
-- sentiment: from -1 (negative) to 1 (positive); null for courtesy and empty sentences
-- sentiment_label: positive, neutral, negative or unsure
-- intent: complaint, request, question, praise, cancellation, statement or unclear
-- cause: missing_function, expectation, support, price, onboarding, defect, contact or other; as in sentence
-- cause_by: who gave the cause; null if the head for causes did
-- feeling: anxiety, hope, off, satisfaction or none; as in sentence
-- theme_id: its theme; null if it belongs to none
-- theme: the name of the theme
-- theme_ja: its Japanese name
-- theme_en: its English name
-- theme_score: how clearly the sentence belongs to the theme, 0 to 1
-- theme_method: how it came there: discovered, assigned, emerging or edited
-- subtheme_id: the sub-theme inside the theme; null if there is none
-- subtheme: the name of the sub-theme
-- subtheme_ja: its Japanese name
-- subtheme_en: its English name
-- source: name of the source in vocpipe.toml
-- kind: survey, ticket, message, post, review, community, interview or call
-- created_at: when it was written, in UTC
-- created_on: the day it was written, in the workspace's time zone
-- week: the Monday of that week
-- month: the first day of that month
-- customer_id: pseudonym of the customer (in business the account); null if the source does not say who wrote it
-- plan: the customer's plan on that day
-- lifecycle: the customer's stage on that day
-- touch_model: how the customer was looked after on that day
-- usage: how often the customer used the product by that day
-- attributes: attribute -> value, as the customers file says of the customer now
-- score_type: nps, csat, ces or stars, of the feedback
-- score: the score that came with the feedback, on that type's own scale
-- nps_group: promoter, passive or detractor; null unless score_type is nps
-- is_duplicate: whether another piece of feedback before it has the same text, or nearly the same
-- url: where the feedback can be read in the source
WITH main AS (
    SELECT sentence_theme.*, theme.name, theme.name_ja, theme.name_en
    FROM sentence_theme
    JOIN theme USING (theme_id)
    WHERE sentence_theme.is_primary
), part AS (
    SELECT sentence_theme.*, theme.name, theme.name_ja, theme.name_en
    FROM sentence_theme
    JOIN theme USING (theme_id)
    WHERE NOT sentence_theme.is_primary
)
SELECT
    sentence.sentence_id,
    sentence.feedback_id,
    sentence.position,
    sentence.role,
    sentence.text,
    sentence.lang,
    sentence.sentiment,
    sentence.sentiment_label,
    sentence.intent,
    sentence.cause,
    sentence.cause_by,
    sentence.feeling,
    main.theme_id,
    main.name AS theme,
    main.name_ja AS theme_ja,
    main.name_en AS theme_en,
    main.score AS theme_score,
    main.method AS theme_method,
    part.theme_id AS subtheme_id,
    part.name AS subtheme,
    part.name_ja AS subtheme_ja,
    part.name_en AS subtheme_en,
    whole.source,
    whole.kind,
    whole.created_at,
    whole.created_on,
    whole.week,
    whole.month,
    whole.customer_id,
    whole.plan,
    whole.lifecycle,
    whole.touch_model,
    whole.usage,
    whole.attributes,
    whole.score_type,
    whole.score,
    whole.nps_group,
    whole.is_duplicate,
    whole.url
FROM sentence
JOIN v_feedback AS whole USING (feedback_id)
LEFT JOIN main ON main.sentence_id = sentence.sentence_id
LEFT JOIN part ON part.sentence_id = sentence.sentence_id
