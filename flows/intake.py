"""Sources that fail or are late are told by events of Prefect, on which automations can act, and in the report.

Events: `vocpipe.source.failing` and `vocpipe.source.late`, about the resource `vocpipe.source.FOLDER.SOURCE`.
"""

from pathlib import Path

from prefect.events import emit_event

from vocpipe.intake import SourceIntake, intake
from vocpipe.store.workspace import Workspace

_TOLD = ("arrived_at", "due_at", "pulled_at", "tried_at", "n_failures")


def tell_of_sources(root: Path) -> list[str]:
    """One line per source of the workspace at `root` that is late, after an event for each with any trouble."""
    workspace = Workspace(root)
    troubled = [source for source in intake(workspace, workspace.settings) if source.trouble]
    for source in troubled:
        _emit(root, source)
    return [source.line() for source in troubled if source.trouble == "late"]


def _emit(root: Path, source: SourceIntake) -> None:
    reason = source.reason
    emit_event(
        f"vocpipe.source.{source.trouble}",
        resource={
            "prefect.resource.id": f"vocpipe.source.{root.name}.{source.source}",
            "prefect.resource.name": source.source,
        },
        payload={
            **{name: str(source.values[name]) for name in _TOLD if source.values.get(name) is not None},
            **({"reason_en": reason.en, "reason_ja": reason.ja} if reason else {}),
        },
    )
