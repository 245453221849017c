"""Work on parts that need no database, spread over processes of this machine or over the workers of a cluster."""
