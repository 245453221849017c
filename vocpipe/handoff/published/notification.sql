-- notification: one row per message that somebody was to be told, by [[notify]]. Those of the newest refresh come with the next.
-- message_id: id of the message, which its receiver was given too
-- name: the name of its [[notify]] in the settings
-- way: slack, teams, webhook or mail
-- recipient: a keyed hash of the mail address; null for webhooks
-- topics: what it tells of: alerts, at_risk, watches, actions, sources, refresh, or digest alone
-- n_events: how many things it tells of
-- created_at: when it was put into the outbox, in UTC
-- state: waiting, trying (being sent, or cut off), sent, failed, unsure (may have arrived, and is not sent again) or dropped
-- attempts: how often it was tried
-- tried_at: when it was tried last, in UTC
-- ended_at: when it was sent or given up, in UTC
-- problem_en: why it was not sent, or not at once, in English
-- problem_ja: why it was not sent, or not at once, in Japanese
SELECT
    message_id, name, way, recipient, topics, n_events, created_at, state, attempts, tried_at, ended_at, problem_en, problem_ja
FROM notification
ORDER BY created_at, message_id
