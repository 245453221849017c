"""The embedding models: packages whose files were checked, what encodes with them, and a process of their own."""
