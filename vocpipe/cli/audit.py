"""`vocpipe audit`: who did what when with people's data, and whether the record is complete."""

import json
from datetime import datetime
from typing import Annotated, Any

import typer

from vocpipe.cli.options import DAY, HERE, JsonOption, WorkspaceOption
from vocpipe.errors import AuditError
from vocpipe.store.audit import audit_path
from vocpipe.store.audit_check import check_audit, read_acts
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

_NOT_SHOWN = frozenset({"at", "who", "user", "act", "n", "chain"})


def audit(
    workspace: WorkspaceOption = HERE,
    check: Annotated[bool, typer.Option("--check", help=tell("access.audit.check_help"))] = False,
    who: Annotated[str | None, typer.Option("--who", help=tell("access.audit.who_help"))] = None,
    act: Annotated[str | None, typer.Option("--act", help=tell("access.audit.act_help"))] = None,
    since: Annotated[
        datetime | None, typer.Option("--since", formats=DAY, help=tell("access.audit.since_help"))
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=DAY, help=tell("access.audit.until_help"))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print one line per act, the oldest first; or check that no line was changed, added or removed.

    Raises AuditError, naming the first line, if one was.
    """
    place = Workspace(workspace).checked()
    if check:
        typer.echo(_checked(place, as_json=as_json))
        return
    for number, line in enumerate(read_acts(place), start=1):
        if line is None:
            typer.echo(tell("access.audit.unreadable", line=number), err=True)
        elif _wanted(line, who, act, since, until):
            typer.echo(json.dumps(line, ensure_ascii=False) if as_json else _shown(line))


def _checked(workspace: Workspace, *, as_json: bool) -> str:
    found = check_audit(workspace)
    if found.problem:
        raise AuditError(tell("access.audit.broken", path=audit_path(workspace), problem=found.problem))
    return json.dumps({"lines": found.n, "complete": True}) if as_json else tell("access.audit.complete", n=found.n)


def _wanted(
    line: dict[str, Any], who: str | None, act: str | None, since: datetime | None, until: datetime | None
) -> bool:
    """Whether a line is asked for: `act` is a whole act or what stands before a dot, days are those of UTC."""
    day = str(line.get("at", ""))[:10]
    return (
        (who is None or who in (line.get("who"), line.get("user")))
        and (act is None or line.get("act") == act or str(line.get("act")).startswith(f"{act}."))
        and (since is None or day >= f"{since:%Y-%m-%d}")
        and (until is None or day <= f"{until:%Y-%m-%d}")
    )


def _shown(line: dict[str, Any]) -> str:
    """An act in one line: when, who, what, and its details."""
    who = f"{line['who']} ({line['user']})" if "user" in line else line.get("who", "")
    detail = [f"{name}={_short(value)}" for name, value in line.items() if name not in _NOT_SHOWN]
    return "  ".join([f"{str(line.get('at', ''))[:19].replace('T', ' ')} UTC", str(who), str(line.get("act")), *detail])


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
