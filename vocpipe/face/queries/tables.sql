-- One row per published table or view: table_name, comment.
SELECT table_name, comment
FROM duckdb_tables()
WHERE NOT internal
UNION ALL
SELECT view_name, comment
FROM duckdb_views()
WHERE NOT internal
ORDER BY table_name
