"""A program of the user's own, run with JSON on its standard input; whatever it does, it is over in time."""

import json
import os
import signal
import subprocess
from tempfile import TemporaryFile
from typing import Any


class ProgramError(Exception):
    """The program gave no answer; the message goes on after "the program"."""


def run_program(command: list[str], document: str, seconds: float) -> Any:
    """What the JSON that the program prints says; raises ProgramError where it fails, takes too long, or prints none.

    Files instead of pipes: a program need not read what it is given, and none that it leaves behind holds us up.
    """
    with TemporaryFile() as given, TemporaryFile() as printed, TemporaryFile() as complained:
        given.write(document.encode())
        given.seek(0)
        try:
            process = subprocess.Popen(command, stdin=given, stdout=printed, stderr=complained, start_new_session=True)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the command
            raise ProgramError(f"{command[0]!r} can't be started: {getattr(error, 'strerror', error)}") from error
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise ProgramError(f"took longer than {seconds:g} seconds") from error
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if code:
            raise ProgramError(f"ended with exit code {code}{_last_line(complained)}")
        printed.seek(0)
        try:
            return json.loads(printed.read().decode())
        except (ValueError, RecursionError) as error:
            raise ProgramError(f"printed no JSON{_last_line(complained)}") from error


def _last_line(complained: Any) -> str:
    """What the program complained of last, or nothing."""
    complained.seek(0)
    lines = complained.read().decode(errors="replace").split("\n")
    said = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {said[:200]}" if said else ""
