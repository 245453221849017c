-- filtered_opinions(filters): one row per opinion sentence under the filters, with the columns of its feedback.
-- Every filter is a list of values (null: all of them); since and until are days in the workspace's time zone.
CREATE TEMP MACRO filtered_opinions(sources, kinds, langs, plans, labels, since, until) AS TABLE
SELECT
    sentence.sentence_id, sentence.feedback_id, sentence.position, sentence.text AS sentence, sentence.lang,
    sentence.sentiment, sentence.sentiment_label, sentence.intent,
    feedback.source, feedback.kind, feedback.customer_id, feedback.thread_id, feedback.created_on, feedback.duplicate_of,
    customer.plan,
    coalesce(feedback.customer_id, feedback.feedback_id) AS person
FROM sentence
JOIN feedback USING (feedback_id)
LEFT JOIN customer USING (customer_id)
WHERE sentence.role = 'opinion'
    AND (sources IS NULL OR list_contains(CAST(sources AS VARCHAR[]), feedback.source))
    AND (kinds IS NULL OR list_contains(CAST(kinds AS VARCHAR[]), feedback.kind))
    AND (langs IS NULL OR list_contains(CAST(langs AS VARCHAR[]), sentence.lang))
    AND (plans IS NULL OR list_contains(CAST(plans AS VARCHAR[]), customer.plan))
    AND (labels IS NULL OR list_contains(CAST(labels AS VARCHAR[]), sentence.sentiment_label))
    AND (since IS NULL OR feedback.created_on >= CAST(since AS DATE))
    AND (until IS NULL OR feedback.created_on <= CAST(until AS DATE));

-- filtered_feedback(filters): one row per feedback under the same filters; a sentiment is a filter on any of its sentences.
CREATE TEMP MACRO filtered_feedback(sources, kinds, langs, plans, labels, since, until) AS TABLE
SELECT feedback.*, customer.plan, customer.customer_id IS NOT NULL AS is_matched
FROM feedback
LEFT JOIN customer USING (customer_id)
WHERE (sources IS NULL OR list_contains(CAST(sources AS VARCHAR[]), feedback.source))
    AND (kinds IS NULL OR list_contains(CAST(kinds AS VARCHAR[]), feedback.kind))
    AND (langs IS NULL OR list_contains(CAST(langs AS VARCHAR[]), feedback.lang))
    AND (plans IS NULL OR list_contains(CAST(plans AS VARCHAR[]), customer.plan))
    AND (since IS NULL OR feedback.created_on >= CAST(since AS DATE))
    AND (until IS NULL OR feedback.created_on <= CAST(until AS DATE))
    AND (labels IS NULL OR feedback_id IN (
        SELECT feedback_id FROM sentence WHERE list_contains(CAST(labels AS VARCHAR[]), sentiment_label)
    ));

-- in_theme(theme): one row per sentence in the theme; the theme "unthemed" is every sentence in none.
CREATE TEMP MACRO in_theme(theme) AS TABLE
SELECT sentence_id FROM sentence_theme WHERE theme_id = theme
UNION ALL
SELECT sentence_id FROM sentence
WHERE theme = 'unthemed' AND role = 'opinion' AND sentence_id NOT IN (SELECT sentence_id FROM sentence_theme WHERE is_primary);

-- wilson_low(k, n), wilson_high(k, n): the ends of the 95 % Wilson interval of the share k of n, 0 to 1.
CREATE TEMP MACRO wilson_low(k, n) AS
    (k + 1.920729410347062 - 1.959963984540054 * sqrt(k * (n - k) / n + 0.960364705173531)) / (n + 3.841458820694124);
CREATE TEMP MACRO wilson_high(k, n) AS
    (k + 1.920729410347062 + 1.959963984540054 * sqrt(k * (n - k) / n + 0.960364705173531)) / (n + 3.841458820694124);
