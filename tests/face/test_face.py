"""What `import vocpipe` offers: exactly these names, at no cost, and results that turn into what people work with."""

import inspect
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import vocpipe
from tests.app.small_world import build_world
from vocpipe import extras
from vocpipe.face.result import Result
from vocpipe.flows import local
from vocpipe.store.snapshot import newest
from vocpipe.store.workspace import Workspace

_NOT_QUESTIONS = {"as_of", "close", "newest", "sql", "table", "columns", "path"}
QUESTIONS = [name for name, _ in inspect.getmembers(vocpipe.Snapshot, inspect.isfunction) if name[0] != "_"]
QUESTIONS = [name for name in QUESTIONS if name not in _NOT_QUESTIONS]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("world")
    build_world(root)
    return root


@pytest.fixture
def voice(root):
    with vocpipe.open(root) as snapshot:
        yield snapshot


def test_these_names_and_no_others_are_offered():
    names = ["Report", "Result", "Snapshot", "VocpipeError", "__version__", "as_of", "open", "refresh"]
    assert vocpipe.__all__ == names
    assert dir(vocpipe) == names
    assert all(getattr(vocpipe, name) for name in names)
    with pytest.raises(AttributeError, match="opne"):
        _ = vocpipe.opne


def test_the_import_loads_no_library():
    code = "import sys, vocpipe; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"duckdb", "numpy", "pandas", "prefect", "pyarrow", "pydantic", "spacy", "streamlit", "torch"}
    assert heavy & set(loaded) == set()


def test_asking_loads_neither_models_nor_prefect(root):
    code = f"import sys, vocpipe; vocpipe.open({str(root)!r}).themes(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"prefect", "torch", "spacy", "sklearn", "streamlit"} & set(loaded) == set()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_an_answer_and_says_what_it_is(voice, question):
    answer = getattr(voice, question)()
    assert isinstance(answer, vocpipe.Result)
    assert answer.columns
    assert getattr(vocpipe.Snapshot, question).__doc__


@pytest.mark.parametrize("question", ["feedback", "sentences", "themes", "theme_weeks", "runs", "tables"])
def test_the_small_world_has_rows_for_it(voice, question):
    answer = getattr(voice, question)()
    assert len(answer) > 0
    assert len(list(answer)) == len(answer)


def test_no_row_is_lost_or_doubled_by_a_join(voice):
    for question, table in (
        ("feedback", "feedback"),
        ("sentences", "sentence"),
        ("theme_weeks", "theme_week"),
        ("theme_nps", "theme_nps"),
        ("theme_churn", "theme_churn"),
        ("theme_changes", "theme_change"),
        ("drivers", "theme_driver"),
        ("alerts", "alert"),
    ):
        answer, whole = getattr(voice, question)(), voice.table(table)
        assert len(answer) == len(whole), question
        assert set(whole.columns) <= set(answer.columns), question


def test_every_published_table_can_be_read_and_says_what_it_holds(voice):
    for table in voice.tables():
        assert table["comment"], table
        columns = [column["column_name"] for column in voice.columns(table["table_name"])]
        assert columns == voice.table(table["table_name"]).columns


def test_parameters_stand_where_the_query_names_them(voice):
    assert list(voice.sql("SELECT $a + $b AS total, $word AS word", a=1, b=2, word="it's")) == [
        {"total": 3, "word": "it's"}
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELEC 1", "Parser Error"),
        ("SELECT nope FROM feedback", "nope"),
        ("SELECT text::INTEGER FROM feedback", "Conversion Error"),
        ("SELECT * FROM read_csv('/etc/hostname')", "Permission Error"),
        ("CREATE TABLE t (a INTEGER)", "read-only"),
        ("", "the statement returns no rows"),
    ],
)
def test_what_the_database_refuses_is_an_error_of_one_line(voice, query, message):
    with pytest.raises(vocpipe.VocpipeError, match=message) as caught:
        voice.sql(query)
    assert "\n" not in str(caught.value)


def test_an_unknown_table_is_reported_with_the_published_ones(voice):
    with pytest.raises(vocpipe.VocpipeError, match=r"no published table 'x'; choose one of: .*theme_week"):
        voice.table("x")


def test_a_folder_with_nothing_published_is_an_error(tmp_path):
    with pytest.raises(vocpipe.VocpipeError, match="run: vocpipe refresh"):
        vocpipe.open(tmp_path)


def test_a_snapshot_stays_the_one_that_was_opened(root, voice):
    assert voice.path == newest(Workspace(root))
    assert repr(voice) == f"<vocpipe.Snapshot {voice.path}>"


ROWS = pa.table({"name": ["月末が遅い", "<b>&"], "share": [0.123456, None], "n": [1200, 7]})


def test_a_result_prints_itself_as_a_table():
    printed = repr(Result(ROWS))
    assert all(word in printed for word in ("name", "share", "月末が遅い", "1200", "NULL"))


def test_a_notebook_shows_it_as_a_table_with_nothing_to_run():
    shown = Result(ROWS)._repr_html_()
    assert "<td>0.1235</td>" in shown
    assert "&lt;b&gt;&amp;" in shown
    assert "<p>2 rows</p>" in shown
    many = Result(pa.table({"n": list(range(1000))}))._repr_html_()
    assert many.count("<tr>") == 21
    assert "1,000 rows, the first 20 of them shown" in many


def test_a_result_turns_into_arrow_and_pandas():
    result = Result(ROWS)
    assert result.arrow() is ROWS
    pd.testing.assert_frame_equal(result.pandas(), ROWS.to_pandas())
    assert (len(result), result.columns) == (2, ["name", "share", "n"])
    assert list(result)[1] == {"name": "<b>&", "share": None, "n": 7}


def test_a_result_turns_into_polars():
    pytest.importorskip("polars")
    assert Result(ROWS).polars().shape == (2, 3)


def test_without_polars_the_missing_extra_is_named(monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(vocpipe.VocpipeError, match=r"pip install 'vocpipe\[polars\]'"):
        Result(ROWS).polars()


def test_a_refresh_gives_the_report_for_a_notebook(root, monkeypatch):
    asked = []
    monkeypatch.setattr(
        local, "run_locally", lambda path, *, rediscover: asked.append((path, rediscover)) or "# Refresh"
    )
    report = vocpipe.refresh(root, rediscover=True)
    assert (report, report._repr_markdown_(), asked) == ("# Refresh", "# Refresh", [(root, True)])


def test_a_refresh_of_no_workspace_is_an_error_before_anything_starts(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "run_locally", lambda *_, **__: pytest.fail("it started"))
    with pytest.raises(vocpipe.VocpipeError, match=r"has no vocpipe\.toml"):
        vocpipe.refresh(tmp_path)
