-- One row per active main theme with questions of customers that may have a help article, those without one first: as in
-- help_gap, with the theme's names and the question that is least answered. Fewer than five customers: null. Over all data.
SELECT
    gap.theme_id, theme.name, theme.name_ja, theme.name_en, gap.n_questions, told(gap.n_customers, gap.n_customers) AS n_customers,
    gap.n_gap, gap.share_gap, gap.low, gap.high, gap.article, gap.article_url, gap.similarity, gap.verdict, gap.reason_en, gap.reason_ja,
    said.text, said.lang, said.feedback_id
FROM help_gap AS gap
JOIN theme ON theme.theme_id = gap.theme_id AND theme.state = 'active'
LEFT JOIN sentence AS said ON said.sentence_id = gap.sentence_id
ORDER BY gap.verdict = 'gap' DESC, gap.n_gap DESC, gap.theme_id
