"""The command line, run inside the test's own process."""

import sys

import pytest

from vocpipe.cli import main as cli


def runner(monkeypatch, capfd, command, workspace):
    """A function of the words after `command`: (exit code, what was said, the complaint)."""

    def leave(code):
        raise SystemExit(code)

    monkeypatch.setattr(cli, "_leave", leave)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["vocpipe", command, *words, "--workspace", str(workspace)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return (ended.value.code, *capfd.readouterr())

    return run
