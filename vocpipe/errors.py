"""The errors a user can meet. Each says in one line what is wrong and what to do next.

VocpipeError
├── SettingsError          vocpipe.toml is missing or says something that can't be
├── WorkspaceError         the folder is not a workspace, or has nothing published yet
│   └── OldSnapshotError   the newest snapshot was made by an older vocpipe
├── RefreshRunningError    another refresh holds the workspace
├── ReadError              a whole file can't be read (a bad row is a reject, never an error)
│   └── UnknownReaderError the settings name a reader there is none of
├── ModelError             an embedding model can't be loaded
├── EditError              an edit of a theme can't be done
├── ExportError            an audience can't be exported
├── QueryError             the database refuses a query
├── MissingExtraError      a part of vocpipe was not installed
├── EvaluationError        the labelled rows can't be used
└── StepOrderError         the steps of a refresh don't fit together: a mistake in the code, or in a plug-in
"""

from collections.abc import Iterable


class VocpipeError(Exception):
    """Anything the user can mend; the command line prints its message alone and exits 1."""


class SettingsError(VocpipeError):
    """vocpipe.toml is missing or says something that can't be."""


class WorkspaceError(VocpipeError):
    """The folder is not a workspace, or has nothing published yet."""


class OldSnapshotError(WorkspaceError):
    """The newest snapshot was made by an older vocpipe, and lacks something that this one shows."""


class RefreshRunningError(VocpipeError):
    """Another refresh holds the workspace."""


class ReadError(VocpipeError):
    """A whole file can't be read."""


class UnknownReaderError(ReadError):
    """The settings name a reader there is none of."""


class ModelError(VocpipeError):
    """An embedding model can't be loaded."""


class EditError(VocpipeError):
    """An edit of a theme can't be done."""


class ExportError(VocpipeError):
    """An audience can't be exported."""


class QueryError(VocpipeError):
    """The database refuses a query."""


class MissingExtraError(VocpipeError):
    """A part of vocpipe was not installed; the message names the command that installs it."""


class EvaluationError(VocpipeError):
    """The labelled rows can't be used."""


class StepOrderError(VocpipeError):
    """The steps of a refresh don't fit together: a mistake in the code, or in a plug-in."""


def one_of(what: str, given: str, good: Iterable[str]) -> str:
    """The message for a bad choice: what was given, and every value that would do."""
    return f"{what} is {given!r}; choose one of: {', '.join(sorted(good))}"
