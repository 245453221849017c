"""`vocpipe demo`: a demo company from its exports to the explorer."""

import shutil
import tomllib
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import typer

from vocpipe.cli.app import DEFAULT_PORT, open_app
from vocpipe.cli.options import PortOption
from vocpipe.flows import local
from vocpipe.inbox.actions import add_action, close_action, read_actions
from vocpipe.settings import SETTINGS_FILE
from vocpipe.store.lock import refresh_lock
from vocpipe.store.snapshot import open_newest
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import tell

_ACTIONS = "actions.toml"
_AUTHOR = "demo"
# The theme that most of the sentences like a pattern are in.
_THEME = """
SELECT theme_id
FROM sentence_theme
JOIN sentence USING (sentence_id)
WHERE is_primary AND regexp_matches(text, ?, 'i')
GROUP BY theme_id
ORDER BY count(*) DESC, theme_id
LIMIT 1
"""


class Company(StrEnum):
    """The demo companies: a service with contracts, and a shop without."""

    tsumugi = "tsumugi"
    komorebi = "komorebi"


def demo(
    workspace: Annotated[Path, typer.Option("--workspace", "-w", help=tell("cli.demo.workspace"))] = Path("demo"),
    company: Annotated[Company, typer.Option("--company", help=tell("cli.demo.company"))] = Company.tsumugi,
    no_app: Annotated[bool, typer.Option("--no-app", help=tell("cli.demo.no_app"))] = False,
    port: PortOption = DEFAULT_PORT,
) -> None:
    """Copy a demo company into the workspace, refresh it, and open the explorer."""
    _copy_demo(workspace, company)
    report = local.run_locally(workspace, rediscover=False)
    if company is Company.tsumugi and record_actions(Workspace(workspace)):
        _apply_actions(Workspace(workspace))
    typer.echo(report)
    if not no_app:
        open_app(workspace, port=port)


def _apply_actions(workspace: Workspace) -> None:
    """Publish what hangs on the actions; texts and themes stay.

    Without Prefect: its clients in this process still send what happened to the server of the refresh, which has ended.
    """
    from vocpipe import pipeline  # two seconds, which every other command would wait for too

    with refresh_lock(workspace):
        run_id = pipeline.begin(workspace.root)
        for stage in pipeline.STAGES:
            pipeline.run_stage(workspace.root, run_id, stage)
        pipeline.finish(workspace.root, run_id)


def record_actions(workspace: Workspace) -> int:
    """Record what the demo company does about its themes, unless somebody recorded an action before; returns how many.

    The themes get their ids when they are found, so that the company's actions name them by words of their sentences.
    """
    if not workspace.snapshot_link.exists() or read_actions(workspace):
        return 0
    recorded = [_record(workspace, action) for action in tomllib.loads(_demo_file(_ACTIONS))["action"]]
    return sum(recorded)


def _record(workspace: Workspace, action: dict[str, Any]) -> bool:
    """Record the action as people do; returns whether there is a theme that it is about."""
    with open_newest(workspace) as published:
        theme = fetch_one(published, _THEME, [action["theme"]])
    if theme is None:
        return False
    what = {name: action[name] for name in ("done_on", "owner", "release") if name in action}
    entry = add_action(workspace, theme[0], action["title"], **what, author=_AUTHOR)
    if action["status"] != "open":
        close_action(workspace, entry.edit_id, ending=action["status"], author=_AUTHOR)
    return True


def _demo_file(name: str) -> str:
    return (resources.files("vocpipe") / "demo" / name).read_text(encoding="utf-8")


def _copy_demo(workspace: Path, company: Company) -> None:
    demos = Path(str(resources.files("vocpipe") / "demo"))
    source = demos if company is Company.tsumugi else demos / company.value
    (workspace / "inputs").mkdir(parents=True, exist_ok=True)
    for path in sorted((source / "inputs").iterdir()):
        shutil.copy2(path, workspace / "inputs" / path.name)
    shutil.copy2(source / SETTINGS_FILE, workspace / SETTINGS_FILE)
