"""Prefect alone: flows, tasks, retries and progress. What is done stands in `vocpipe.pipeline`."""
