-- The private database's tables, refilled from a simulated company's: world_theme, world_customer, world_feedback, world_mention.
DELETE FROM customer;
DELETE FROM customer_number;
DELETE FROM feedback_raw;
DELETE FROM feedback_clean;
DELETE FROM sentence;
DELETE FROM sentence_theme;
DELETE FROM theme;

INSERT INTO theme (theme_id, name_en, keywords, state, born_run) SELECT theme_id, theme_id, [], 'active', '' FROM world_theme;

INSERT INTO customer (customer_key, started_at, churned_at, plan, monthly_value, file_id, row_no)
SELECT customer_key, started_at, churned_at, plan, monthly_value, '', 0 FROM world_customer;

INSERT INTO customer_number (customer_key, customer_id) SELECT customer_key, customer_id FROM world_customer;

INSERT INTO feedback_raw (
    feedback_id, source, kind, source_id, part_no, created_at, customer_ref, text, score_type, score, content_hash, file_id, row_no
)
SELECT
    format('f{:07d}', number), 'world', 'survey', number, 0, created_at, customer_ref, 'said',
    CASE WHEN score IS NOT NULL THEN 'nps' END, score, '', '', number
FROM world_feedback;

INSERT INTO feedback_clean (feedback_id, basis, text, is_empty_like)
SELECT format('f{:07d}', number), '', 'said', false FROM world_feedback;

INSERT INTO sentence (sentence_id, feedback_id, position, text, text_hash, lang, role, tokens)
SELECT format('s{:07d}-{}', number, theme_id), format('f{:07d}', number), 0, 'said', '', 'en', 'opinion', [] FROM world_mention;

INSERT INTO sentence_theme (sentence_id, theme_id, is_primary, score, method)
SELECT format('s{:07d}-{}', number, theme_id), theme_id, true, 1, 'discovered' FROM world_mention;
