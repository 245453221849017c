"""A workspace to put files into and collect; rows come back as tuples."""

import os

from vocpipe.collect.load import collect
from vocpipe.settings import Settings
from vocpipe.store.workspace import Workspace

REVIEWS = {"name": "reviews", "path": "inputs/*.csv", "kind": "review"}
FAKE = {"name": "fake", "reader": "fake", "path": "inputs/*.fake"}  # see the fixture `fake`


class Site:
    """The workspace."""

    def __init__(self, root):
        self.workspace = Workspace(root)
        self.runs = 0
        (root / "inputs").mkdir()

    def put(self, name: str, text: str | bytes, *, modified: int = 1_780_000_000) -> None:
        path = self.workspace.root / "inputs" / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        os.utime(path, (modified, modified))

    def collect(self, *sources: dict, customers: dict | None = None) -> list[dict]:
        self.runs += 1
        settings = Settings.model_validate({"source": list(sources or (REVIEWS,)), "customers": customers})
        with self.workspace.connect() as connection:
            return collect(connection, self.workspace, settings, f"run-{self.runs}").to_pylist()

    def rows(self, query: str) -> list[tuple]:
        with self.workspace.connect() as connection:
            return connection.execute(query).fetchall()

    def alive(self) -> list[tuple]:
        return self.rows("SELECT source_id, text FROM feedback_raw WHERE deleted_at IS NULL ORDER BY source_id")
