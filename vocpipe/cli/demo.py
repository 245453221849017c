"""`vocpipe demo`: the demo company from its exports to the explorer."""

import shutil
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from vocpipe.cli.app import DEFAULT_PORT, open_app
from vocpipe.cli.options import PortOption
from vocpipe.flows import local
from vocpipe.settings import SETTINGS_FILE
from vocpipe.wording import tell


def demo(
    workspace: Annotated[Path, typer.Option("--workspace", "-w", help=tell("cli.demo.workspace"))] = Path("demo"),
    no_app: Annotated[bool, typer.Option("--no-app", help=tell("cli.demo.no_app"))] = False,
    port: PortOption = DEFAULT_PORT,
) -> None:
    """Copy the demo company into the workspace, refresh it, and open the explorer."""
    _copy_demo(workspace)
    typer.echo(local.run_locally(workspace, rediscover=False))
    if not no_app:
        open_app(workspace, port=port)


def _copy_demo(workspace: Path) -> None:
    source = Path(str(resources.files("vocpipe") / "demo"))
    (workspace / "inputs").mkdir(parents=True, exist_ok=True)
    for path in sorted((source / "inputs").iterdir()):
        shutil.copy2(path, workspace / "inputs" / path.name)
    shutil.copy2(source / SETTINGS_FILE, workspace / SETTINGS_FILE)
