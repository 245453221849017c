-- Notes that every text has been cleaned with the templates of now.
DELETE FROM template_line WHERE NOT is_template;
UPDATE template_line SET is_settled = true WHERE NOT is_settled
