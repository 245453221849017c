-- One row per published table: table_name, comment.
SELECT table_name, comment
FROM duckdb_tables()
WHERE NOT internal
ORDER BY table_name
