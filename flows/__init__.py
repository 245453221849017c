"""What runs when: thin Prefect flows and tasks that call vocpipe, with no logic of their own."""
