-- v_feedback: one row per piece of feedback, with its customer as they were on that day, and what its sentences say.
-- feedback_id: as in feedback
-- source: name of the source in vocpipe.toml
-- kind: survey, ticket, message, post, review, community, interview or call
-- thread_id: what it belongs to (a ticket, a survey response), as a keyed hash
-- created_at: when it was written, in UTC
-- created_on: the day it was written, in the workspace's time zone
-- week: the Monday of that week
-- month: the first day of that month
-- customer_id: pseudonym of the customer (in business the account); null if the source does not say who wrote it
-- is_in_customers_file: whether the customers file has that customer
-- plan: the customer's plan on that day; null if not known then
-- lifecycle: the customer's stage on that day: onboarding, established or renewal
-- touch_model: how the customer was looked after on that day: high, low or tech
-- usage: how often the customer used the product by that day: frequent, occasional or rare
-- monthly_value: what the customer paid, as known in that month; null outside the months of customer_month
-- attributes: attribute -> value, as the customers file says of the customer now; attributes['country'] gives one
-- lang: language of the text (ISO 639-1)
-- text: the text, personal data masked; null if there was only a score, or it may not be shown
-- question: the survey question it answers
-- score_type: nps, csat, ces or stars
-- score: the score on that type's own scale
-- nps_group: promoter (9-10), passive (7-8) or detractor (0-6); null unless score_type is nps
-- n_sentences: its sentences
-- n_opinions: those of them that say something; only they form themes
-- sentiment: mean sentiment of its sentences, -1 to 1; tickets are nearly all complaints
-- n_negative: its negative sentences
-- n_positive: its positive sentences
-- intents: what its sentences want (complaint, request, question, praise, cancellation, statement, unclear), each once
-- causes: what its sentences are about (missing_function, expectation, support, price, onboarding, defect, contact), each once
-- feelings: what its sentences show (anxiety, hope, off, satisfaction), each once
-- theme_ids: the themes it mentions, without sub-themes, each once
-- themes: their names, in the same order
-- themes_ja: their Japanese names, in the same order
-- themes_en: their English names, in the same order
-- is_empty_like: an answer that says nothing, like 特になし or N/A
-- is_duplicate: whether another piece of feedback before it has the same text, or nearly the same
-- duplicate_of: that first one
-- duplicate_kind: exact or near
-- url: where it can be read in the source
WITH said AS (
    SELECT
        feedback_id,
        count(*) AS n_sentences,
        count(*) FILTER (WHERE role = 'opinion') AS n_opinions,
        avg(CAST(sentiment AS DECIMAL(6, 4))) AS sentiment,  -- exact, whatever the order of the rows
        count(*) FILTER (WHERE sentiment_label = 'negative') AS n_negative,
        count(*) FILTER (WHERE sentiment_label = 'positive') AS n_positive,
        list(DISTINCT intent ORDER BY intent) FILTER (WHERE intent IS NOT NULL) AS intents,
        list(DISTINCT cause ORDER BY cause) FILTER (WHERE cause <> 'other') AS causes,
        list(DISTINCT feeling ORDER BY feeling) FILTER (WHERE feeling <> 'none') AS feelings
    FROM sentence
    GROUP BY feedback_id
), mention AS (
    SELECT DISTINCT sentence.feedback_id, theme.theme_id, theme.name, theme.name_ja, theme.name_en
    FROM sentence_theme
    JOIN sentence USING (sentence_id)
    JOIN theme USING (theme_id)
    WHERE sentence_theme.is_primary
), mentioned AS (
    SELECT
        feedback_id,
        list(theme_id ORDER BY theme_id) AS theme_ids,
        list(name ORDER BY theme_id) AS themes,
        list(name_ja ORDER BY theme_id) AS themes_ja,
        list(name_en ORDER BY theme_id) AS themes_en
    FROM mention
    GROUP BY feedback_id
), described AS (
    SELECT customer_id, map(list(attribute ORDER BY attribute), list(value ORDER BY attribute)) AS attributes
    FROM customer_attribute
    GROUP BY customer_id
), placed AS (
    SELECT
        feedback.feedback_id,
        max(segment) FILTER (WHERE segment_kind = 'plan') AS plan,
        max(segment) FILTER (WHERE segment_kind = 'lifecycle') AS lifecycle,
        max(segment) FILTER (WHERE segment_kind = 'touch_model') AS touch_model,
        max(segment) FILTER (WHERE segment_kind = 'usage') AS usage
    FROM feedback
    JOIN customer_segment
        ON customer_segment.customer_id = feedback.customer_id
        AND customer_segment.valid_from <= feedback.created_on
        AND coalesce(customer_segment.valid_to, DATE '9999-12-31') > feedback.created_on
    GROUP BY feedback.feedback_id
), paid AS (
    -- Who left and came back within a month has two rows of it, with one value.
    SELECT customer_id, month, max(monthly_value) AS monthly_value FROM customer_month GROUP BY customer_id, month
)
SELECT
    feedback.feedback_id,
    feedback.source,
    feedback.kind,
    feedback.thread_id,
    feedback.created_at,
    feedback.created_on,
    CAST(date_trunc('week', feedback.created_on) AS DATE) AS week,
    CAST(date_trunc('month', feedback.created_on) AS DATE) AS month,
    feedback.customer_id,
    customer.customer_id IS NOT NULL AS is_in_customers_file,
    placed.plan,
    placed.lifecycle,
    placed.touch_model,
    placed.usage,
    paid.monthly_value,
    described.attributes,
    feedback.lang,
    feedback.text,
    feedback.question,
    feedback.score_type,
    feedback.score,
    feedback.nps_group,
    coalesce(said.n_sentences, 0) AS n_sentences,
    coalesce(said.n_opinions, 0) AS n_opinions,
    said.sentiment,
    coalesce(said.n_negative, 0) AS n_negative,
    coalesce(said.n_positive, 0) AS n_positive,
    coalesce(said.intents, []) AS intents,
    coalesce(said.causes, []) AS causes,
    coalesce(said.feelings, []) AS feelings,
    coalesce(mentioned.theme_ids, []) AS theme_ids,
    coalesce(mentioned.themes, []) AS themes,
    coalesce(mentioned.themes_ja, []) AS themes_ja,
    coalesce(mentioned.themes_en, []) AS themes_en,
    feedback.is_empty_like,
    feedback.duplicate_of IS NOT NULL AS is_duplicate,
    feedback.duplicate_of,
    feedback.duplicate_kind,
    feedback.url
FROM feedback
LEFT JOIN said USING (feedback_id)
LEFT JOIN mentioned USING (feedback_id)
LEFT JOIN placed USING (feedback_id)
LEFT JOIN customer ON customer.customer_id = feedback.customer_id
LEFT JOIN described ON described.customer_id = feedback.customer_id
LEFT JOIN paid
    ON paid.customer_id = feedback.customer_id
    AND paid.month = date_trunc('month', feedback.created_on)
