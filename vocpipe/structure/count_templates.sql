-- Brings template_line up to date with template_now; what becomes a template, or is none any more, is not settled.
UPDATE template_line SET is_template = NOT is_template, is_settled = false
WHERE is_template IS DISTINCT FROM EXISTS (
    SELECT 1
    FROM template_now
    WHERE template_now.source = template_line.source AND template_now.hash = template_line.hash
);
INSERT INTO template_line BY NAME
SELECT source, hash, is_signed, true AS is_template, false AS is_settled
FROM template_now
ANTI JOIN template_line USING (source, hash);
DROP TABLE template_now
