"""The receipt of a request to forget: what was removed where, without anybody's identity."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from vocpipe.store.files import private_folder, write_private
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What went where.

    request_id: a keyed hash of the id or address that was given. tables: table -> rows that were removed or changed.
    removed: older snapshots, and databases that were set aside as damaged. exports: files of audiences that were
    rewritten, removed or not found. elsewhere: place -> records that were changed outside of the workspace.
    still_named_in: files that vocpipe does not change, and that still name the person.
    """

    request_id: str
    made_at: str
    done_at: str
    author: str
    run_id: str
    tables: dict[str, int]
    removed: list[str] = field(default_factory=list)
    exports: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, int] = field(default_factory=dict)
    still_named_in: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The receipt as it is printed."""
        shown = [
            tell("forget.receipt.title", request=self.request_id, at=self.done_at, author=self.author, run=self.run_id),
            tell("forget.receipt.tables"),
            *(_indented("count", place=table, n=n) for table, n in self.tables.items()),
            tell("forget.receipt.removed", n=len(self.removed)),
            *(_indented("count", place=place, n=n) for place, n in self.elsewhere.items()),
            *(tell(f"forget.receipt.export_{state}", path=path) for path, state in self.exports.items()),
        ]
        if self.still_named_in:
            shown.append(tell("forget.receipt.still_named"))
            shown += [f"  {path}" for path in self.still_named_in]
        else:
            shown.append(tell("forget.receipt.nowhere"))
        return shown


def _indented(key: str, **places: object) -> str:
    return "  " + tell(f"forget.receipt.{key}", **places)


def write_receipt(workspace: Workspace, receipt: Receipt) -> Path:
    """The path of the receipt, after it was kept in `private/receipts/`."""
    folder = private_folder(receipt_folder(workspace))
    path = folder / f"{receipt.request_id}-{receipt.run_id}.json"
    write_private(path, json.dumps(asdict(receipt), ensure_ascii=False, indent=1).encode())
    return path


def receipt_folder(workspace: Workspace) -> Path:
    """The folder with all receipts."""
    return workspace.private / "receipts"
