"""Everything that needs Prefect: flows, tasks, retries and progress. `vocpipe.pipeline` has the steps themselves."""
