-- alert: one row per thing worth a look: a theme that rises or falls, a new theme, a customer at risk.
-- alert_id: id, the same while the same thing goes on
-- kind: rising theme, falling theme, new theme or customer at risk
-- subject: the theme's id, or the customer's pseudonym
-- since: the day it began
-- evidence: the numbers behind it, as JSON; of a theme: mentions and everything said in the recent weeks and before, ratio with its 95 % interval, whether the season could be taken out, events of the calendar near it
-- q_value: Benjamini-Hochberg false discovery rate over all that was tested; null where nothing was tested
-- reason_en: what it is, in English
-- reason_ja: what it is, in Japanese
SELECT alert_id, kind, subject, since, evidence, q_value, reason_en, reason_ja
FROM alert
ORDER BY kind, q_value NULLS LAST, subject
