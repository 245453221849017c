-- One row per name that is looked for in every text, of firms, staff and people: kind (company, staff, person), name.
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
ORDER BY kind, name
