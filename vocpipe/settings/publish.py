"""The section on where else the results go."""

from pydantic import Field

from vocpipe.settings.base import Model


class PublishSettings(Model):
    """`[publish]`: the published tables beside the snapshot, for what is no DuckDB."""

    parquet: str = Field(
        default="",
        description='a folder, or "s3://bucket/prefix", for the tables as Parquet by month; relative to the workspace',
    )
