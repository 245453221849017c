-- One row per column of the published table $table, in their order: column_name, data_type, comment.
SELECT column_name, data_type, comment
FROM duckdb_columns()
WHERE NOT internal AND table_name = $table
ORDER BY column_index
