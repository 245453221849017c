"""A program of the user's own, run with JSON on its standard input and stopped at a time limit."""

import json
import os
import signal
import subprocess
from tempfile import TemporaryFile
from typing import IO, Any

from vocpipe.wording import tell

_MAX_LINE = 200


class ProgramError(Exception):
    """The program gave no usable answer; the message is a whole sentence that says why."""


def run_program(command: list[str], document: str, seconds: float) -> Any:
    """The JSON that the program prints; raises ProgramError if it fails, takes too long, or prints no JSON.

    Files instead of pipes: the program need not read its input, and a process that it leaves behind cannot make
    vocpipe wait.
    """
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(document.encode())
        stdin.seek(0)
        code = _run(command, stdin, stdout, stderr, seconds)
        if code:
            raise ProgramError(_problem("exit_code", stderr, code=code))
        stdout.seek(0)
        try:
            return json.loads(stdout.read().decode())
        except (ValueError, RecursionError) as error:
            raise ProgramError(_problem("no_json", stderr)) from error


def _run(command: list[str], stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes], seconds: float) -> int:
    """The exit code of the program, which is killed with its children after `seconds`."""
    try:
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the command
        reason = getattr(error, "strerror", error)
        raise ProgramError(tell("themes.naming.problem.no_start", command=command[0], reason=reason)) from error
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise ProgramError(tell("themes.naming.problem.timeout", seconds=seconds)) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _problem(what: str, stderr: IO[bytes], **places: object) -> str:
    """The sentence for a problem, with the last line that the program wrote to stderr if it wrote any."""
    stderr.seek(0)
    lines = stderr.read().decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    if not last:
        return tell(f"themes.naming.problem.{what}", **places)
    return tell(f"themes.naming.problem.{what}_says", last=last[:_MAX_LINE], **places)
