"""The server: each tool reads the newest snapshot, each call is in the audit before it is answered."""

from collections.abc import Callable
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from vocpipe import __version__
from vocpipe.errors import VocpipeError
from vocpipe.mcp.answers import Answer, Outcome, Questions
from vocpipe.mcp.snapshot import Snapshots
from vocpipe.store.audit import note_act
from vocpipe.store.faults import without_content
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Language, as_language, tell

HOST = "127.0.0.1"  # nobody from another machine: the server asks nobody who they are
_Most = Annotated[int, Field(ge=1, le=100, description=tell("mcp.argument.most"))]
_Lang = Annotated[Language | None, Field(description=tell("mcp.argument.language"))]
_Theme = Annotated[str, Field(max_length=100, description=tell("mcp.argument.theme"))]


def make_server(workspace: Workspace) -> MCPServer[Any]:
    """The server for the workspace; `run()` serves it on standard input and output, or over HTTP."""
    ask = _Asker(workspace, Snapshots(workspace))

    def themes(
        parent: Annotated[str | None, Field(max_length=100, description=tell("mcp.argument.parent"))] = None,
        most: _Most = 30,
        language: _Lang = None,
    ) -> dict[str, Any]:
        return ask("themes", language, lambda questions: questions.themes(parent, most), theme=parent)

    def theme(theme_id: _Theme, language: _Lang = None) -> dict[str, Any]:
        return ask("theme", language, lambda questions: questions.theme(theme_id), theme=theme_id)

    def drivers(
        outcome: Annotated[Outcome, Field(description=tell("mcp.argument.outcome"))],
        most: _Most = 20,
        language: _Lang = None,
    ) -> dict[str, Any]:
        return ask("drivers", language, lambda questions: questions.drivers(outcome, most))

    def changes(most: _Most = 20, language: _Lang = None) -> dict[str, Any]:
        return ask("changes", language, lambda questions: questions.changes(most))

    def kpis(language: _Lang = None) -> dict[str, Any]:
        return ask("kpis", language, lambda questions: questions.kpis())

    def search_voices(
        search: Annotated[str, Field(max_length=500, description=tell("mcp.argument.search"))] = "",
        theme_id: Annotated[str | None, Field(max_length=100, description=tell("mcp.argument.theme"))] = None,
        most: _Most = 10,
        language: _Lang = None,
    ) -> dict[str, Any]:
        def answer(questions: Questions) -> Answer:
            return questions.voices(search, theme_id, most)

        return ask("search_voices", language, answer, theme=theme_id)

    server: MCPServer[Any] = MCPServer(
        "vocpipe", instructions=tell("mcp.instructions"), version=__version__, log_level="WARNING", subscriptions=False
    )
    reading = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in (themes, theme, drivers, changes, kpis, search_voices):
        server.add_tool(tool, description=tell(f"mcp.tool.{tool.__name__}"), annotations=reading)
    return server


class _Asker:
    """Asks the newest snapshot one question after the other; what fails is told without anything of the data."""

    def __init__(self, workspace: Workspace, snapshots: Snapshots) -> None:
        self.workspace, self.snapshots = workspace, snapshots

    def __call__(
        self, tool: str, language: Language | None, answer: Callable[[Questions], Answer], theme: str | None = None
    ) -> Answer:
        """What the tool answers, noted in the audit: which tool, which theme, how many rows, of which run."""
        try:
            with without_content(self.workspace, "mcp"):
                return self._answer(tool, language, answer, theme)
        except VocpipeError as error:
            raise ToolError(str(error)) from None

    def _answer(
        self, tool: str, language: Language | None, answer: Callable[[Questions], Answer], theme: str | None
    ) -> Answer:
        settings = self.workspace.settings
        first = as_language(settings.workspace.languages[0]) or "en"
        with self.snapshots.newest() as asked:
            found = answer(Questions(asked, settings, language or first))
            known = theme if theme and asked.row("theme", theme_id=theme) else None  # what nobody knows may be anything
        note_act(
            self.workspace, f"mcp.{tool}", theme=known, rows=len(found["rows"]), run=found["snapshot"].get("run_id")
        )
        return found
