-- Removes every row of known_name that no table tells any more, as wanted_name.sql lists them.
DELETE FROM known_name
WHERE kind IN ('company', 'staff', 'person')
    AND (kind, name) NOT IN (
        SELECT (kind, name)
        FROM (
            SELECT DISTINCT kind, trim(name) AS name
            FROM (
                SELECT 'company' AS kind, unnest(string_split(company, ' / ')) AS name FROM customer
                UNION ALL SELECT 'company', unnest(string_split(company, ' / ')) FROM person
                UNION ALL SELECT 'company', unnest(string_split(company, ' / ')) FROM contact
                UNION ALL SELECT 'person', unnest(string_split(name, ' / ')) FROM customer
                UNION ALL SELECT 'person', unnest(string_split(name, ' / ')) FROM person
                UNION ALL SELECT 'person', unnest(string_split(name, ' / ')) FROM contact
                UNION ALL SELECT 'staff', unnest(string_split(speaker, ' / ')) FROM ingest_reject WHERE outcome = 'left out'
                UNION ALL SELECT CASE kind WHEN 'writer' THEN 'person' ELSE kind END, name FROM feedback_name WHERE kind <> 'said'
            )
            WHERE trim(name) <> ''
        )
    )
