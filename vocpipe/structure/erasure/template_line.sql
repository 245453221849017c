-- Removes every row of template_line whose sentence is in no text any more; one that is in others' texts stays a template.
DELETE FROM template_line
WHERE NOT EXISTS (FROM line_count WHERE line_count.source = template_line.source AND line_count.hash = template_line.hash)
