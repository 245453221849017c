"""The command line, run inside the test's own process."""

import sys
from dataclasses import dataclass

from vocpipe.cli import main as cli


@dataclass(frozen=True, slots=True)
class Output:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def complaint(self):
        """The one line that a command prints when it fails."""
        assert self.code == 1
        assert self.out == ""
        assert self.err.startswith("vocpipe: ")
        assert self.err.count("\n") == 1
        return self.err.strip().removeprefix("vocpipe: ")


def runner(monkeypatch, capfd, *first, workspace=None):
    """A function that runs the command line: the words `first`, its own words, and the workspace if there is one."""
    last = [] if workspace is None else ["--workspace", workspace]

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["vocpipe", *map(str, [*first, *words, *last])])
        capfd.readouterr()
        code = cli.run()
        return Output(code, *capfd.readouterr())

    return run
