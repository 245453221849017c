"""The pull of one source as a Prefect flow: a run of its own, which shows what it brought or why it failed."""

import os
from datetime import timedelta
from pathlib import Path

from prefect import flow, task

from vocpipe.errors import PullError
from vocpipe.flows.failures import plainly
from vocpipe.flows.lock import workspace_lock
from vocpipe.flows.parameters import WorkspaceFolder
from vocpipe.flows.retries import may_pass
from vocpipe.flows.secrets import block_secret
from vocpipe.pull.rewrite import expire
from vocpipe.pull.run import pull_all, pulled_sources
from vocpipe.store.faults import without_content
from vocpipe.store.files import private_umask
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Text

# A first pull of years takes long within a vendor's limits. One that is stopped goes on where it was.
_LONGEST = timedelta(hours=12).total_seconds()
_PAUSES = [60.0, 300.0]  # seconds before another try, beyond the tries within a pull
_OF_WORKER = "PREFECT__FLOW_RUN_ID"  # in the environment of what a worker starts


@task(name="pages", retry_delay_seconds=_PAUSES, retry_condition_fn=may_pass, persist_result=False)
def pull_pages(root: Path, source: str) -> str:
    """Pull the source to its end; returns what it brought in one line. Raises PullError, which says what is kept."""
    workspace = Workspace(root)
    with without_content(workspace, "pull"):
        (result,) = pull_all(workspace, workspace.settings, only=source, elsewhere=block_secret)
    if result.problem:
        raise PullError(Text(result.line(), result.line()), may_pass=result.may_pass)
    return result.line()


@flow(name="pull", flow_run_name="pull {source}", timeout_seconds=_LONGEST, persist_result=False)
def pull(workspace: WorkspaceFolder, source: str) -> str:
    """Pull one source of the workspace folder; returns what it brought in one line.

    Raises PullError, which says in one line what failed, what is kept and what the next run does.
    """
    root = Path(workspace).resolve()
    tries = len(_PAUSES) if _OF_WORKER in os.environ else 0  # who waits at a terminal is told at once
    with plainly(root), private_umask(), workspace_lock(root):
        line: str = pull_pages.with_options(retries=tries)(root, source)
    return line


def pull_each(root: Path) -> list[str]:
    """One line per source that is pulled: what it brought, or why it failed, which keeps none of the others."""
    workspace = Workspace(root)
    settings = workspace.settings
    states = [pull(root, source.name, return_state=True) for source in pulled_sources(settings)]
    if states:
        expire(workspace, settings)
    return [str(state.result(raise_on_failure=False)) for state in states]
