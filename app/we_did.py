"""You said, we did: the list of customers to be told of an action, through the hand-off that the command line uses.

The only place of the explorer that opens the private database, and only when somebody who may asks for a list. Its
rows are never shown: they are in the file alone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vocpipe.handoff.audience import export_audience
from vocpipe.handoff.formats import Format
from vocpipe.inbox.exports import Export
from vocpipe.store.workspace import Workspace

TOOLS = tuple(output.value for output in Format)
_FOLDER = "exports"  # in the private folder


@dataclass(frozen=True, slots=True)
class Letter:
    """What customers are told about a theme's action, and for which tool the list is."""

    action_id: str
    theme_id: str
    message: str
    tool: str
    language: str


def write_list(workspace: Workspace, letter: Letter, author: str) -> tuple[Export, Path]:
    """Write the list of customers who mentioned the theme and agreed to be told; the entry in the log, and the file.

    Raises VocpipeError, in one line, if it can't be written, such as while a refresh is running.
    """
    now = datetime.now(UTC)
    folder = workspace.private / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{letter.action_id}_{letter.tool}_{now:%Y%m%dT%H%M%S}.csv"
    export = export_audience(
        workspace,
        f"theme:{letter.theme_id}",
        Format(letter.tool),
        path,
        we_did=letter.message,
        language=letter.language,
        author=author,
        now=now.replace(tzinfo=None),
    )
    return export, path
