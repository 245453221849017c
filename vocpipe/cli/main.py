"""The command line as a whole: one verb per act, and one clear line when something is wrong."""

import atexit
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from vocpipe import __version__
from vocpipe.errors import VocpipeError
from vocpipe.wording import tell

_NOT_WRITABLE = 0o022  # whatever the user's mask, nobody else may write what a command makes


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    code = 1
    os.umask(os.umask(_NOT_WRITABLE) | _NOT_WRITABLE)
    # Handlers run in reverse order: this one, registered before the libraries are imported, ends the process after all
    # of theirs. DuckDB's binding would otherwise report on exit every object that another library still holds.
    atexit.register(lambda: _end_process(code))
    code = run()
    sys.exit(code)


def run() -> int:
    """The exit code of the command in `sys.argv`; whatever fails is one line on standard error and code 1."""
    try:
        return command_line()(standalone_mode=False) or 0
    except BrokenPipeError:  # the reader of a pipe has left
        return 1
    except typer.TyperException as error:  # its message is empty if the help was shown
        return _complain(error.format_message())
    except typer.Abort:
        return _complain(tell("cli.stopped"))
    except VocpipeError as error:
        return _complain(str(error))
    except Exception as error:
        return _complain(_explain(error))


def _explain(error: Exception) -> str:
    """The line for a failure of the system or for a mistake in the code; raises it for who wants to see all of it."""
    from vocpipe.cli.options import chosen_workspace
    from vocpipe.store.failures import explained
    from vocpipe.store.faults import is_debugging, unexpected
    from vocpipe.store.workspace import Workspace

    if is_debugging():
        raise error
    root = chosen_workspace()
    return str(explained(error) or unexpected(Workspace(root) if root else None, error))


def command_line() -> typer.Typer:
    """Every command under its name."""
    from vocpipe.cli.action import action
    from vocpipe.cli.app import open_app
    from vocpipe.cli.audience import audience
    from vocpipe.cli.audit import audit
    from vocpipe.cli.demo import demo
    from vocpipe.cli.doctor import doctor
    from vocpipe.cli.evaluate import evaluate
    from vocpipe.cli.export import export
    from vocpipe.cli.forget import forget
    from vocpipe.cli.init import init
    from vocpipe.cli.match import match
    from vocpipe.cli.mcp import mcp
    from vocpipe.cli.notify import notify
    from vocpipe.cli.privacy import privacy
    from vocpipe.cli.pull import pull
    from vocpipe.cli.refresh import refresh
    from vocpipe.cli.schedule import schedule
    from vocpipe.cli.sql import sql
    from vocpipe.cli.theme import theme

    verbs: dict[str, Callable[..., None]] = {
        "init": init,
        "pull": pull,
        "refresh": refresh,
        "schedule": schedule,
        "app": open_app,
        "demo": demo,
        "doctor": doctor,
        "sql": sql,
        "forget": forget,
        "export": export,
        "audit": audit,
        "notify": notify,
        "mcp": mcp,
    }
    groups = {
        **{"evaluate": evaluate, "theme": theme, "audience": audience, "action": action, "match": match},
        **{"privacy": privacy},
    }
    commands = typer.Typer(help=tell("cli.help"), no_args_is_help=True, pretty_exceptions_enable=False)
    commands.callback(invoke_without_command=True)(_show_version)
    for name, verb in verbs.items():
        commands.command(name, help=tell(f"cli.{name}.help"))(verb)
    for name, group in groups.items():
        commands.add_typer(group, name=name)
    return commands


def _show_version(version: Annotated[bool, typer.Option("--version", help=tell("cli.version"))] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


def _complain(message: str) -> int:
    """Print the message, if any, on standard error; returns the exit code."""
    if message:
        typer.echo(f"vocpipe: {message}", err=True)
    return int(bool(message))


def _end_process(code: int) -> NoReturn:
    with suppress(OSError):  # the reader of a pipe may have left
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
