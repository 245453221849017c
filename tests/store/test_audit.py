"""The audit keeps every act, each line bound to the one before."""

import json
from pathlib import Path

from vocpipe.store.audit import audit_path, note_act
from vocpipe.store.workspace import Workspace


def test_acts_are_added_in_order_with_their_author(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    note_act(workspace, "export", author="mei", rows=3)
    note_act(workspace, "forget", author="jo")
    lines = [json.loads(line) for line in audit_path(workspace).read_text(encoding="utf-8").splitlines()]
    assert [(line["who"], line["act"], line.get("rows")) for line in lines] == [
        ("mei", "export", 3),
        ("jo", "forget", None),
    ]
    assert len({line["chain"] for line in lines}) == 2
