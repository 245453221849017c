-- Grain: one row of help_article per article in the file; columns: all of help_article's. The rows of a rewritten file
-- replace those of its earlier versions.
-- Reads former_file, incoming_articles, this_file.
DELETE FROM help_article WHERE origin IN (FROM former_file);
INSERT INTO help_article BY NAME
SELECT this_file.file_id AS origin, incoming_articles.*
FROM incoming_articles
CROSS JOIN this_file;
