-- Makes structure_todo: one row per piece of feedback that is new, has changed, was cleaned by other rules than now, or has
-- a sentence that has become a template since, or is none any more.
-- feedback_id, basis (the new feedback_clean.basis), source, kind, thread (its own id where there is none), title, text, url, question, answers (JSON), raw (JSON):
-- of the raw row; identity: what is known of its customer; said: names found in other texts of its thread.
-- Takes $rules: the rules' version and what they depend on. Reads customer_identity; name_todo: texts to be cleaned again.
CREATE OR REPLACE TEMP TABLE structure_todo AS
WITH other_templates AS (
    SELECT DISTINCT line.feedback_id
    FROM text_line AS line
    SEMI JOIN (SELECT source, hash FROM template_line WHERE NOT is_settled) AS changed USING (source, hash)
), said AS (
    SELECT raw.source, raw.thread_id, list(names.feedback_id) AS ids, list(names.name) AS names
    FROM feedback_name AS names
    JOIN feedback_raw AS raw USING (feedback_id)
    WHERE names.kind = 'said' AND raw.deleted_at IS NULL
    GROUP BY raw.source, raw.thread_id
)
SELECT
    raw.feedback_id,
    raw.content_hash || $rules || ':' || coalesce(identity.hash, '') AS basis,
    raw.source,
    raw.kind,
    coalesce(raw.thread_id, raw.feedback_id) AS thread,
    raw.title,
    raw.text,
    raw.url,
    raw.attrs ->> '$.question' AS question,
    raw.attrs -> '$.answers' AS answers,
    CAST(raw.raw AS VARCHAR) AS raw,
    identity.known AS identity,
    list_filter(said.names, lambda name, nth: said.ids[nth] <> raw.feedback_id) AS said,
    row_number() OVER (ORDER BY raw.feedback_id) - 1 AS place
FROM feedback_raw AS raw
LEFT JOIN feedback_clean AS clean USING (feedback_id)
LEFT JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN customer_identity AS identity USING (customer_key)
LEFT JOIN said ON said.source = raw.source AND said.thread_id = raw.thread_id
WHERE raw.deleted_at IS NULL
    AND (
        clean.basis IS DISTINCT FROM raw.content_hash || $rules || ':' || coalesce(identity.hash, '')
        OR raw.feedback_id IN (SELECT feedback_id FROM name_todo)
        OR raw.feedback_id IN (SELECT feedback_id FROM other_templates)
    )
