"""The errors a user can meet. Each says in one line what is wrong and what to do next.

VocpipeError
├── SettingsError          vocpipe.toml is missing, or holds a value that is not allowed
├── WorkspaceError         the folder is not a workspace, or nothing is published in it yet
│   ├── OldSnapshotError   an older vocpipe made the newest snapshot
│   ├── NewerVersionError  a newer vocpipe, or a newer DuckDB, wrote a file of the workspace
│   ├── DamageError        a file of the workspace is damaged
│   └── OpenFolderError    others can enter or replace the private folder
├── StorageError           the disk is full, or a file or folder can't be read or written
├── UnexpectedError        a mistake in vocpipe, or in a plug-in; where it arose is in a private file
├── RefreshRunningError    another refresh is running in the workspace
├── ReadError              a whole file is unreadable (a bad row is rejected and raises nothing)
│   └── UnknownReaderError the settings name an unknown reader
├── PullError              a system that voices come from can't be asked, or refuses
├── NotifyError            a message can't be sent, for want of a secret or since another process sends
├── StageError             a stage of the refresh failed in a way that is not foreseen
├── ModelError             an embedding model can't be loaded
├── WorkerError            a process or a worker of a cluster can't do its part
├── ServerError            Prefect's server does not answer
├── EditError              an edit of a theme, or an action, is not possible
├── ExportError            an audience can't be exported
├── RightsError            a request to forget somebody, or to tell what is held on them, can't be met
├── AuditError             the audit is not as it was written
├── QueryError             the database refuses a query
├── MissingExtraError      a part of vocpipe was not installed
├── EvaluationError        the labeled rows can't be used
├── PluginError            a reader or companion of another package can't be used
└── StepOrderError         the steps of a refresh do not fit together: a bug in vocpipe, or in a plug-in
"""

from collections.abc import Iterable

from vocpipe.wording import Language, Text, say, user_language


class VocpipeError(Exception):
    """Anything the user can fix; the command line prints only its message and exits with 1.

    may_pass: perhaps only for a moment, so that another try may help.
    """

    may_pass = False


class SettingsError(VocpipeError):
    """vocpipe.toml is missing, or holds a value that is not allowed."""


class WorkspaceError(VocpipeError):
    """The folder is not a workspace, or nothing is published in it yet."""


class OldSnapshotError(WorkspaceError):
    """An older vocpipe made the newest snapshot, which lacks something that this version shows."""


class OpenFolderError(WorkspaceError):
    """Others on this machine can enter the private folder, or put another in its place."""


class NewerVersionError(WorkspaceError):
    """A newer vocpipe, or a newer DuckDB, wrote a file of the workspace."""


class DamageError(WorkspaceError):
    """A file of the workspace is damaged; `path` is the file, if it is known."""

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.path = path

    def __reduce__(self) -> tuple[type["DamageError"], tuple[str, str | None]]:
        return DamageError, (str(self), self.path)


class StorageError(VocpipeError):
    """The disk is full, or a file or folder can't be read or written."""


class UnexpectedError(VocpipeError):
    """A mistake in vocpipe, or in a plug-in; where it arose is in a private file."""


class RefreshRunningError(VocpipeError):
    """Another refresh is running in the workspace."""


class ReadError(VocpipeError):
    """A whole file is unreadable."""


class UnknownReaderError(ReadError):
    """The settings name an unknown reader."""


class PullError(VocpipeError):
    """A system that voices come from can't be asked, or refuses; `reason` says why, without what the system said."""

    def __init__(self, reason: Text, may_pass: bool = False) -> None:
        super().__init__(reason.in_(user_language()))
        self.reason, self.may_pass = reason, may_pass

    def __reduce__(self) -> tuple[type["PullError"], tuple[Text, bool]]:
        return type(self), (self.reason, self.may_pass)


class NotifyError(VocpipeError):
    """A message can't be sent, for want of a secret or since another process sends."""


class StageError(VocpipeError):
    """A stage of the refresh failed in a way that is not foreseen; the error says nothing of the rows."""


class ModelError(VocpipeError):
    """An embedding model can't be loaded."""


class WorkerError(VocpipeError):
    """A process or a worker of a cluster can't do its part."""


class ServerError(VocpipeError):
    """Prefect's server does not answer."""


class EditError(VocpipeError):
    """An edit of a theme, or an action, is not possible."""


class ExportError(VocpipeError):
    """An audience can't be exported."""


class RightsError(VocpipeError):
    """A request to forget somebody, or to tell what is held on them, can't be met."""


class AuditError(VocpipeError):
    """The audit is not as it was written: a line was changed, added or removed."""


class QueryError(VocpipeError):
    """The database refuses a query."""


class MissingExtraError(VocpipeError):
    """A part of vocpipe was not installed; the message names the command that installs it."""


class EvaluationError(VocpipeError):
    """The labeled rows can't be used."""


class PluginError(VocpipeError):
    """A reader or companion of another package can't be used."""


class StepOrderError(VocpipeError):
    """The steps of a refresh do not fit together: a bug in vocpipe, or in a plug-in."""


def one_of(key: str, given: str, choices: Iterable[str], *, language: Language | None = None) -> str:
    """The message `error.choice.<key>` for an unknown value: the value, and every value that is allowed.

    `language` is that of the user by default; a message that is stored in a table names "en".
    """
    places = {"given": repr(given), "choices": ", ".join(sorted(choices))}
    return say(f"error.choice.{key}", language or user_language(), **places)
