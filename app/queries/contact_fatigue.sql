-- One row per number of days with a message before an invitation, up to 4 and more: the share that was answered. Over all data.
SELECT n_before, n, n_customers, rate, low, high, reason_en, reason_ja
FROM contact_fatigue
ORDER BY n_before
