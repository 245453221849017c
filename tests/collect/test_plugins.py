"""A reader and a companion that another package brings, found through its entry points."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.shop import make_workspace
from vocpipe.errors import SettingsError
from vocpipe.settings import load_settings

MODULE = '''
from dataclasses import dataclass
from datetime import datetime

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.parsing.cells import each_row, sheet_of
from vocpipe.collect.parsing.columns import Vocabulary
from vocpipe.collect.parsing.grid import header_of, open_grid
from vocpipe.collect.reader import Reader
from vocpipe.records import Accepted, Feedback, Rejected
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.wording import Text

WORDS = Vocabulary({"customer_id": ["caller", "発信者"], "called_at": ["called at", "通話日時"], "seconds": ["sec"]})


@dataclass
class Call:
    customer_ref: str
    called_at: datetime
    seconds: int | None = None


class CallsSettings(TableSettings):
    name: Name = "calls"


def read_calls(reading):
    grid = open_grid(reading)
    columns = WORDS.columns(grid.header, reading.source.columns)
    yield from each_row(grid, sheet_of(grid, columns, reading, times=("called_at",)), outcome)


def outcome(row):
    caller, called_at, seconds = row.ident("customer_id"), row.time("called_at"), row.value("seconds")
    if caller is None or called_at is None:
        return row.reject("collect.row.no_customer")
    if seconds and not seconds.isdigit():
        row.refuse("seconds", "no number", seconds)
        seconds = None
    return row.accept(Call(caller, called_at, int(seconds) if seconds else None))


def is_calls(path):
    return {"customer_id", "called_at"} <= WORDS.columns(header_of(path), {}).fields


CALLS = Companion(
    name="calls",
    section="calls",
    settings=CallsSettings,
    row=Call,
    vocabulary=WORDS,
    readers=(TableReader("calls", "calls", read_calls, is_calls, about=Text("Telephone calls", "通話履歴")),),
    storage=Storage(
        frozenset({"call"}),
        """
        DELETE FROM call WHERE file_id IN (FROM former_file);
        INSERT INTO call BY NAME SELECT this_file.file_id, incoming_calls.* FROM incoming_calls CROSS JOIN this_file;
        """,
        create="""
        CREATE TABLE IF NOT EXISTS call (
            file_id VARCHAR NOT NULL, customer_ref VARCHAR NOT NULL, called_at TIMESTAMP NOT NULL, seconds BIGINT,
            row_no BIGINT NOT NULL
        )
        """,
        customers="SELECT customer_ref AS customer_key FROM call",
    ),
)


def read_notes(reading):
    for number, line in enumerate(reading.path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.removeprefix("* ")
        if text == line:
            yield Rejected(number, "no note", line)
        else:
            yield Accepted(number, [Feedback(text=text)])


NOTES = Reader("notes", "message", read_notes, lambda path: path.suffix == ".notes")
'''
ENTRIES = "[vocpipe.readers]\nnotes = office:NOTES\n[vocpipe.companions]\ncalls = office:CALLS\n"
SETTINGS = (
    '[[source]]\nname = "notes"\nreader = "notes"\npath = "inputs/*.notes"\n[[calls]]\npath = "inputs/calls.csv"\n'
)
CALLS = "発信者,通話日時,sec\nC-1,2026/3/1 9:00,60\nC-2,2026/3/1 9:00,long\n,2026/3/1 9:00,5\n"
# The workspace is loaded twice; then what init would write, and all that was stored.
LOAD = """
import json, sys
from pathlib import Path
from vocpipe.collect.guess import guess_settings
from vocpipe.collect.load import collect
from vocpipe.collect.steps import STEPS
from vocpipe.store.workspace import Workspace

workspace = Workspace(Path(sys.argv[1]))
with workspace.connect() as connection:
    files = collect(connection, workspace, workspace.settings, "run-1").to_pylist()
    again = collect(connection, workspace, workspace.settings, "run-2").num_rows
    rows = lambda query: connection.execute(query).fetchall()
    json.dump(
        {
            "counts": {file["source"]: [file[f"rows_{name}"] for name in ("read", "rejected")] for file in files},
            "again": again,
            "feedback": rows("SELECT text, kind FROM feedback_raw ORDER BY text"),
            "calls": rows("SELECT customer_ref, called_at::VARCHAR, seconds, row_no FROM call ORDER BY row_no"),
            "rejects": rows("SELECT file, row, field, reason FROM ingest_reject ORDER BY ALL"),
            "customers": rows("SELECT customer_key FROM customer_number ORDER BY customer_key"),
            "owned": "call" in STEPS[0].owns,
            "init": guess_settings(workspace.root),
        },
        sys.stdout,
    )
"""


def install(folder: Path, module: str = MODULE) -> Path:
    """A package as an installer leaves it: a module, and what it brings."""
    (folder / "office-1.0.dist-info").mkdir(parents=True)
    (folder / "office-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: office\nVersion: 1.0\n")
    (folder / "office-1.0.dist-info" / "entry_points.txt").write_text(ENTRIES)
    (folder / "office.py").write_text(module, encoding="utf-8")
    return folder


def run(script: str, packages: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The output of the script in its own process, which also has `packages` installed."""
    start = f"import sys; sys.path.append({str(packages)!r})\n{script}"
    command = [sys.executable, "-c", start, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "shop", SETTINGS)
    (workspace.root / "inputs").mkdir()
    (workspace.root / "inputs" / "calls.csv").write_text(CALLS, encoding="utf-8")
    (workspace.root / "inputs" / "march.notes").write_text("* The export is slow\nheading\n", encoding="utf-8")
    return workspace


def test_a_packages_reader_and_companion_are_loaded_like_those_built_in(tmp_path, workspace):
    done = run(LOAD, install(tmp_path / "packages"), workspace.root)
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout)
    assert loaded["counts"] == {"notes": [2, 1], "calls": [3, 1]}
    assert loaded["again"] == 0
    assert loaded["feedback"] == [["The export is slow", "message"]]
    assert loaded["calls"] == [["C-1", "2026-03-01 00:00:00", 60, 2], ["C-2", "2026-03-01 00:00:00", None, 3]]
    assert loaded["rejects"] == [
        ["inputs/calls.csv", 3, "seconds", "no number"],
        ["inputs/calls.csv", 4, None, "no customer in it"],
        ["inputs/march.notes", 2, None, "no note"],
    ]
    assert loaded["customers"] == [["C-1"], ["C-2"]]
    assert loaded["owned"]


def test_init_recognizes_the_files_of_a_packages_reader_and_companion(tmp_path, workspace):
    text = json.loads(run(LOAD, install(tmp_path / "packages"), workspace.root).stdout)["init"]
    assert '[[source]]\nname = "march"\nreader = "notes"\npath = "inputs/march.notes"\n' in text
    assert (
        '# Telephone calls / 通話履歴\n[[calls]]\nname = "calls"\npath = "inputs/calls.csv"\n# rows: 3 read, ' in text
    )
    assert (
        '\n# columns found / 見つかった列: { customer_id = "発信者", called_at = "通話日時", seconds = "sec" }\n'
        in text
    )


def test_without_the_package_its_section_is_refused_in_one_line_that_says_what_there_is(workspace):
    with pytest.raises(SettingsError, match="there is no section 'calls', and no installed package brings") as error:
        load_settings(workspace.root)
    assert "invitations" in str(error.value)
    assert "\n" not in str(error.value)


def test_an_unknown_section_is_refused_in_japanese_too(workspace, monkeypatch):
    monkeypatch.setenv("VOCPIPE_LANG", "ja")
    with pytest.raises(SettingsError, match="「calls」というセクションはなく"):
        load_settings(workspace.root)


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("import nothing_like_it", "the plug-in 'calls' of the package office can't be loaded: No module named"),
        ("NOTES = CALLS = 3", "the plug-in 3 is not a Companion"),
        (MODULE.replace('section="calls"', 'section="themes"'), "a companion needs the section 'themes'"),
        (MODULE.replace('Reader("notes"', 'Reader("table"'), "two plug-ins are called 'table'"),
    ],
)
def test_a_package_that_does_not_fit_is_named_in_one_line(tmp_path, workspace, module, message):
    script = """
from pathlib import Path
from vocpipe.errors import PluginError
try:
    from vocpipe.collect.registry import companions, readers
    from vocpipe.settings import load_settings
    load_settings(Path(sys.argv[1]))
    readers(), companions()
except PluginError as error:
    print(error)
"""
    done = run(script, install(tmp_path / "packages", module), workspace.root)
    assert message in done.stdout, done.stderr
    assert done.stdout.count("\n") == 1
