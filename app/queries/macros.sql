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

-- wilson_low, wilson_high(hits, n, z): the ends of Wilson's score interval of hits / n (1927).
CREATE TEMP MACRO wilson_low(hits, n, z) AS
    (hits + z * z / 2 - z * sqrt(hits * (n - hits) / n + z * z / 4)) / (n + z * z);
CREATE TEMP MACRO wilson_high(hits, n, z) AS
    (hits + z * z / 2 + z * sqrt(hits * (n - hits) / n + z * z / 4)) / (n + z * z);

-- difference_low, difference_high(hits_a, n_a, hits_b, n_b, z): the ends of the interval of hits_a / n_a - hits_b / n_b from
-- Wilson's intervals of both, method 10 of Newcombe (1998), Statistics in Medicine 17: 873-890. z: normal quantile, 1.96 for 95 %.
CREATE TEMP MACRO difference_low(hits_a, n_a, hits_b, n_b, z) AS
    hits_a / n_a - hits_b / n_b
    - sqrt(pow(hits_a / n_a - wilson_low(hits_a, n_a, z), 2) + pow(wilson_high(hits_b, n_b, z) - hits_b / n_b, 2));
CREATE TEMP MACRO difference_high(hits_a, n_a, hits_b, n_b, z) AS
    hits_a / n_a - hits_b / n_b
    + sqrt(pow(wilson_high(hits_a, n_a, z) - hits_a / n_a, 2) + pow(hits_b / n_b - wilson_low(hits_b, n_b, z), 2));

-- effective_n(share, n, people, squares): how many independent voices a share of n has the variance of; squares: the sum over
-- people of (their mentions - share * what they said)², the variance by Taylor's linearization being squares / n². Never more
-- than n; the number of people where the share is 0 or 1 and tells no variance.
CREATE TEMP MACRO effective_n(share, n, people, squares) AS
    CASE WHEN share > 0 AND share < 1 AND squares > 0
        THEN least(n, share * (1 - share) * n * n / squares * (people - 1) / people) ELSE people END;

-- rank_weight(rank): what a place in a ranking, from 1, is worth where rankings are joined: vocpipe.search.ranking.
CREATE TEMP MACRO rank_weight(rank) AS 1 / (60 + rank);

-- is_one_of(values, value): whether a filter lets a value through; null lets everything through.
CREATE TEMP MACRO is_one_of(chosen, value) AS chosen IS NULL OR coalesce(list_contains(CAST(chosen AS VARCHAR[]), value), false);

-- is_told(people, least, below): whether a part of a whole whose size is shown may be shown too. people: those behind it;
-- least: behind the smallest part; below: behind all smaller parts. Where a part is too small, further ones are hidden, the
-- smallest first, until those hidden are enough together: otherwise it would follow from the rest.
CREATE TEMP MACRO is_told(people, least, below) AS
    people >= least_people() AND NOT (least < least_people() AND below < least_people());

-- told(value, people): the value unless it is about somebody, but about too few.
CREATE TEMP MACRO told(value, people) AS CASE WHEN people = 0 OR people >= least_people() THEN value END;
