-- One row per column of each table of a snapshot, in order: table_name, column_name, data_type.
SELECT columns.table_name, columns.column_name, columns.data_type
FROM duckdb_columns() AS columns
JOIN duckdb_tables() AS tables USING (database_oid, schema_oid, table_oid)
WHERE NOT columns.internal
ORDER BY columns.table_name, columns.column_index
