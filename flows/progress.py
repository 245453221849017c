"""Progress of long work: a bar in a terminal, lines in Prefect's log where there is none."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

_bar: Progress | None = None


@contextmanager
def terminal_progress() -> Iterator[None]:
    """Within it, stages draw bars on standard error if that is a terminal."""
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
    """One stage's progress, called with how much is done of how much."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._task: TaskID | None = _bar.add_task(name, total=None) if _bar else None
        self._tenth = 0

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` is done."""
        if _bar and self._task is not None:
            _bar.update(self._task, completed=done, total=total)
        elif total and 10 * done // total > self._tenth:
            self._tenth = 10 * done // total
            self._log(f"{self.name}: {done} of {total}")

    def finish(self, seconds: float) -> None:
        """Show that the stage is done."""
        if _bar and self._task is not None:
            total = _bar.tasks[self._task].total or 1
            _bar.update(self._task, completed=total, total=total)
        else:
            self._log(f"{self.name}: done in {seconds:.1f} s")

    @staticmethod
    def _log(message: str) -> None:
        from prefect.logging import get_run_logger

        get_run_logger().info(message)
