-- One row per action: days from the theme's first mention, and who raised it again. n_raised_again is null where fewer than
-- five did. Over all data.
SELECT
    action_id,
    days_to_action,
    days_to_done,
    n_heard,
    share_raised_again,
    CASE WHEN n_raised_again >= least_people() THEN n_raised_again END AS n_raised_again,
    low,
    high,
    since_on,
    reason_en,
    reason_ja
FROM action_loop
ORDER BY action_id
