"""The progress of a refresh: bars in a terminal, lines in Prefect's log elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from vocpipe.wording import tell

_bar: Progress | None = None


@contextmanager
def terminal_progress() -> Iterator[None]:
    """Inside the block, stages draw bars on standard error if it is a terminal."""
    global _bar  # noqa: PLW0603 - one terminal, one bar
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield
        return
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console) as _bar:
            yield
    finally:
        _bar = None


class StageProgress:
    """The progress of one stage; called with (done, total)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._task: TaskID | None = _bar.add_task(name, total=None) if _bar else None
        self._tenth = 0

    def __call__(self, done: int, total: int) -> None:
        """Update the bar, or log every tenth of the work."""
        if _bar and self._task is not None:
            _bar.update(self._task, completed=done, total=total)
        elif total and 10 * done // total > self._tenth:
            self._tenth = 10 * done // total
            self._log(tell("cli.progress.part", stage=self.name, done=done, total=total))

    def finish(self, seconds: float) -> None:
        """Fill the bar, or log how long the stage took."""
        if _bar and self._task is not None:
            total = _bar.tasks[self._task].total or 1
            _bar.update(self._task, completed=total, total=total)
        else:
            self._log(tell("cli.progress.done", stage=self.name, seconds=seconds))

    @staticmethod
    def _log(message: str) -> None:
        from prefect.logging import get_run_logger

        get_run_logger().info(message)
