-- filtered_opinions(filters): one row per opinion under the filters, with the columns of kept_opinion (kept.sql).
-- Every filter is a list of values (null: all of them); since and until are days in the workspace's time zone.
CREATE TEMP MACRO filtered_opinions(sources, kinds, langs, plans, labels, since, until) AS TABLE
SELECT * FROM kept_opinion
WHERE (sources IS NULL OR list_contains(CAST(sources AS VARCHAR[]), source))
    AND (kinds IS NULL OR list_contains(CAST(kinds AS VARCHAR[]), kind))
    AND (langs IS NULL OR list_contains(CAST(langs AS VARCHAR[]), lang))
    AND (plans IS NULL OR list_contains(CAST(plans AS VARCHAR[]), plan))
    AND (labels IS NULL OR list_contains(CAST(labels AS VARCHAR[]), sentiment_label))
    AND (since IS NULL OR created_on >= CAST(since AS DATE))
    AND (until IS NULL OR created_on <= CAST(until AS DATE));

-- filtered_feedback(filters): one row per feedback under the same filters, with the columns of kept_feedback; a sentiment is
-- a filter on any of its sentences.
CREATE TEMP MACRO filtered_feedback(sources, kinds, langs, plans, labels, since, until) AS TABLE
SELECT * FROM kept_feedback
WHERE (sources IS NULL OR list_contains(CAST(sources AS VARCHAR[]), source))
    AND (kinds IS NULL OR list_contains(CAST(kinds AS VARCHAR[]), kind))
    AND (langs IS NULL OR list_contains(CAST(langs AS VARCHAR[]), lang))
    AND (plans IS NULL OR list_contains(CAST(plans AS VARCHAR[]), plan))
    AND (since IS NULL OR created_on >= CAST(since AS DATE))
    AND (until IS NULL OR created_on <= CAST(until AS DATE))
    AND (labels IS NULL OR coalesce(list_has_any(kept_feedback.labels, CAST(labels AS VARCHAR[])), false));

-- in_theme(theme): one row per opinion in the theme, with the sentiment of what it says of it (of_theme, of_theme_label); the
-- theme "unthemed" is every opinion in none.
CREATE TEMP MACRO in_theme(theme) AS TABLE
SELECT sentence_no, sentiment AS of_theme, sentiment_label AS of_theme_label FROM kept_belongs WHERE theme_id = theme
UNION ALL
SELECT sentence_no, sentiment, sentiment_label FROM kept_opinion
WHERE theme = 'unthemed' AND sentence_no NOT IN (SELECT sentence_no FROM kept_belongs WHERE is_primary);

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

-- has_one_of(values, held): whether a filter lets through what holds several values; null lets everything through.
CREATE TEMP MACRO has_one_of(chosen, held) AS chosen IS NULL OR coalesce(list_has_any(held, CAST(chosen AS VARCHAR[])), false);

-- is_told(people, least, below): whether a part of a whole whose size is shown may be shown too. people: those behind it;
-- least: behind the smallest part; below: behind all smaller parts. Where a part is too small, further ones are hidden, the
-- smallest first, until those hidden are enough together: otherwise it would follow from the rest.
CREATE TEMP MACRO is_told(people, least, below) AS
    people >= least_people() AND NOT (least < least_people() AND below < least_people());

-- told(value, people): the value unless it is about somebody, but about too few.
CREATE TEMP MACRO told(value, people) AS CASE WHEN people = 0 OR people >= least_people() THEN value END;
