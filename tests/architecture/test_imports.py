"""Who may import whom: imports point down, stages do not know each other, and no room has a ring inside."""

from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architecture.source import MODULES, ROOT, STAGES, imports, inside, name, part

# From the bottom to the top. A room imports only what is below it, never another room of its own floor.
FLOORS = (
    {"wording", "verdict", "facets", "records", "own_names", "mixed_themes", "lexicon", "formulas", "addresses"},
    {"small_cells", "errors", "masking"},
    {"plugins", "extras"},
    {"sections"},
    {"settings"},
    {"store", "workers"},
    {"inbox", "step", "encoders"},
    {"search"},
    set(STAGES),
    {"intake"},
    {"pipeline", "evaluate", "pull", "notify", "theme_question", "unchanged"},
    {"rights"},
    {"app", "flows", "doctor", "mcp", "schedule"},
    {"face"},
    {"cli"},
    {"vocpipe"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# What the explorer reads is published: it knows no stage and no refresh.
EXPLORER = {
    "lexicon",
    "encoders",
    "search",
    "inbox",
    "store",
    "settings",
    "errors",
    "wording",
    "verdict",
    "facets",
    "mixed_themes",
    "small_cells",
    "formulas",
    "addresses",
}
# It writes a list with identities when somebody asks for one.
WRITES_LISTS = "vocpipe.app.we_did"
FLOWS = {
    "rights",
    "pull",
    "notify",
    "intake",
    "pipeline",
    "unchanged",
    *STAGES,
    "step",
    "encoders",
    "store",
    "settings",
    "errors",
    "wording",
}
ROOMS = sorted({part(name(path)) for path in MODULES})


def reach(path):
    """The other rooms that a module imports; `vocpipe.__version__` is everybody's."""
    return {part(full) for full in imports(path)} - {part(name(path)), "vocpipe"}


def test_the_modules_are_found():
    assert len(MODULES) > 50
    assert "store" in reach(ROOT / "vocpipe" / "pipeline.py")
    assert reach(ROOT / "vocpipe" / "pipeline.py") >= set(STAGES)
    assert "pipeline" in reach(ROOT / "flows" / "refresh.py")


def test_every_room_stands_on_one_floor():
    assert set(ROOMS) <= FLOOR.keys()
    assert sum(map(len, FLOORS)) == len(FLOOR)


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_down(room):
    upward = {
        (name(path), other) for path in inside(room) for other in reach(path) if FLOOR[other] >= FLOOR[part(name(path))]
    }
    assert upward == set()


@pytest.mark.parametrize(("room", "allowed"), [("app", EXPLORER), ("flows", FLOWS)])
def test_the_explorer_and_the_flows_know_only_what_they_need(room, allowed):
    found = {(name(path), other) for path in inside(room) for other in reach(path) - allowed}
    assert found - {(WRITES_LISTS, "handoff")} == set()


def node(full, room):
    """Where in a room something is: a folder, or a module next to the folders."""
    inner = full.removeprefix(f"vocpipe.{room}").strip(".").split(".")[0]
    folder = ROOT / ("" if room in ("app", "flows") else "vocpipe") / room
    return inner if (folder / inner).is_dir() or (folder / f"{inner}.py").is_file() else "__init__"


def graph(room):
    """Folder or module of the room -> those that loading it imports."""
    edges = {}
    for path in inside(room):
        own = node(name(path), room)
        inner = {node(full, room) for full in imports(path, at_load=True) if part(full) == room}
        edges[own] = edges.get(own, set()) | inner - {own}
    return edges


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_has_a_ring_inside(room):
    try:
        TopologicalSorter(graph(room)).prepare()
    except CycleError as error:
        pytest.fail(f"{room}: {' -> '.join(error.args[1])}")


def test_a_ring_would_be_found():
    with pytest.raises(CycleError):
        TopologicalSorter({"nps": {"trends"}, "trends": {"reasons"}, "reasons": {"nps"}}).prepare()


THEMES = [path for path in inside("themes") if {"discovery", "naming"} & set(path.parts)]


@pytest.mark.parametrize("path", THEMES, ids=name)
def test_what_finds_and_names_themes_sees_no_database_and_not_each_other(path):
    inner = {full.split(".")[2] for full in imports(path) if full.startswith("vocpipe.themes.")}
    other = "naming" if "discovery" in path.parts else "discovery"
    assert inner & {other, "editing", "load", "write", "refresh"} == set()
    assert "duckdb" not in path.read_text(encoding="utf-8")
