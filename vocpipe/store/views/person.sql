-- person: one row per person at a customer, with all their accounts together. A pseudonym, never a name or an address.
-- person_id: pseudonym of the person
-- n_accounts: accounts that they belong to
-- levels: their levels there, each once: user, manager, executive
-- n_voices: what they said within [accounts] days
-- n_felt: pieces of it with an opinion
-- sentiment: mean sentiment of these, -1 to 1
-- n_answers: NPS answers within [accounts] days
-- nps_score: the last of these, 0 to 10, in the account heard last
-- last_on: the last day that anything was heard from them
SELECT
    person_id,
    count(*) AS n_accounts,
    list(DISTINCT level ORDER BY level) FILTER (WHERE level IS NOT NULL) AS levels,
    sum(n_voices)::BIGINT AS n_voices,
    sum(n_felt)::BIGINT AS n_felt,
    sum(sentiment * n_felt) / nullif(sum(n_felt), 0) AS sentiment,
    sum(n_answers)::BIGINT AS n_answers,
    arg_max(nps_score, (last_on, customer_id)) AS nps_score,
    max(last_on) AS last_on
FROM account_person
GROUP BY person_id
ORDER BY person_id
