-- One row per list: its rule, how many are on it, why nobody is, and what its back-test says. Over all data.
SELECT *
FROM list_rule
ORDER BY list_position(['upgrade-ready', 'advocates', 'testers', 'lapsed'], list)
