import duckdb
import pytest

from tests.builders import add, add_all, add_file, add_sentence, add_theme
from vocpipe.handoff.report import refresh_report
from vocpipe.store.workspace import migrate

RUN = "run-2"


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def file(connection, name, run=RUN, source="reviews", read=5, rejected=0, left_out=0, new=5, changed=0, gone=0, **more):
    feedback = {"feedback_new": new, "feedback_changed": changed, "feedback_deleted": gone}
    rows = {"rows_read": read, "rows_rejected": rejected, "rows_left_out": left_out}
    add_file(connection, name, file=name, run_id=run, source=source, **rows, **feedback, **more)


def reject(connection, reason, *, field=None, count=1, run=RUN, outcome=None):
    became = {"outcome": outcome or ("refused" if field else "rejected"), "field": field, "reason": reason}
    add_all(connection, "ingest_reject", [{"run_id": run, "row": row, **became} for row in range(count)])


def theme(connection, key, name_en, name_ja=None, *, parent=None, state="active", sentences=1):
    add_theme(connection, key, name_en, name_ja, parent=parent, state=state)
    for number in range(sentences):
        belongs = {"subtheme": key} if parent else {"theme": key}
        add_sentence(connection, f"{key}-{number}", **belongs)


def section(report, heading):
    """The rows of the table under a heading, without its two first lines."""
    [part] = [part for part in report.split("\n## ") if part.startswith(heading)]
    return [[cell.strip() for cell in line[1:-1].split(" | ")] for line in part.splitlines()[4:] if line]


def headings(report):
    return [line for line in report.splitlines() if line.startswith("#")]


def test_an_empty_workspace_has_a_short_report(connection):
    report = refresh_report(connection, RUN)
    assert headings(report) == [f"# Refresh {RUN}", "## What there is now"]
    assert section(report, "What there is now") == [["0", "0", "0", "0", "0"]]


def test_what_came_in_is_added_up_by_source_and_for_this_run_alone(connection):
    file(connection, "a.csv", read=1200, rejected=2, new=1198)
    file(connection, "b.csv", read=10, new=3, changed=4, gone=1, left_out=3)
    file(connection, "c.csv", source="tickets", read=7, new=7)
    file(connection, "d.csv", run="run-1", read=99, new=99)
    assert section(refresh_report(connection, RUN), "What came in") == [
        ["reviews", "2", "1,210", "1,205", "2", "3", "1,201", "4", "1"],
        ["tickets", "1", "7", "7", "0", "0", "7", "0", "0"],
    ]


def test_what_was_rejected_is_counted_by_reason_files_first_then_the_most_frequent(connection):
    file(connection, "broken.json", read=0, new=0, error="not JSON: line 1")
    reject(connection, "no date", field="created_at", count=2)
    reject(connection, "3 cells where the header has 2", count=5)
    reject(connection, "by an agent", outcome="left out")
    reject(connection, "in another run", run="run-1")
    assert section(refresh_report(connection, RUN), "What was not taken in") == [
        ["file", "broken.json: not JSON: line 1", "1"],
        ["row", "3 cells where the header has 2", "5"],
        ["value", "no date", "2"],
        ["left out", "by an agent", "1"],
    ]


def test_what_was_odd_or_not_read_is_listed_by_file(connection):
    file(connection, "b.xlsx", warnings=["2 rows stand above the header"], unread=["the sheet 4月 was not read"])
    file(connection, "a.csv", warnings=["an odd byte"])
    assert section(refresh_report(connection, RUN), "What to look at") == [
        ["a.csv", "an odd byte"],
        ["b.xlsx", "2 rows stand above the header"],
        ["b.xlsx", "the sheet 4月 was not read"],
    ]


def test_what_there_is_now_counts_living_themes_and_opinions(connection):
    theme(connection, "t_1", "Slow", sentences=3)
    theme(connection, "t_2", "Slow at night", parent="t_1", sentences=1)
    theme(connection, "t_3", "Old", state="retired", sentences=0)
    add_sentence(connection, "hello", "Hello.", role="courtesy")
    add(connection, "unthemed", sentence_id="stray")
    assert section(refresh_report(connection, RUN), "What there is now") == [["0", "5", "4", "1", "1"]]


def test_the_largest_themes_stand_first_without_parts_and_retired_ones(connection):
    theme(connection, "t_1", "Slow", "遅い", sentences=2)
    theme(connection, "t_2", None, "請求書がPDFで出せない", sentences=5)
    theme(connection, "t_3", "Part", parent="t_1", sentences=9)
    theme(connection, "t_4", "Old", state="retired", sentences=9)
    assert section(refresh_report(connection, RUN), "The largest themes") == [
        ["請求書がPDFで出せない", "5", ""],
        ["Slow", "2", "遅い"],
    ]


def test_what_changed_in_the_themes_is_counted_by_kind(connection):
    for theme, parent in (("t", None), ("u", "t")):
        add_theme(connection, theme, parent=parent)
    for run, event, theme in ((RUN, "born", "t"), (RUN, "born", "u"), (RUN, "split", "t"), ("run-1", "retired", "t")):
        add(connection, "theme_lineage", run_id=run, event=event, to_theme=theme)
    assert section(refresh_report(connection, RUN), "What changed in the themes") == [
        ["born", "1", "1"],
        ["split", "1", "0"],
    ]


def test_themes_that_clearly_changed_are_listed_with_the_reason_and_the_others_not(connection):
    for key, q_value, verdict in (
        ("t_1", 0.04, "rising"),
        ("t_2", 0.5, "cannot tell"),
        ("t_3", 0.01, "falling"),
        ("t_4", None, "new"),
    ):
        theme(connection, key, f"Theme {key}")
        add(connection, "theme_change", theme_id=key, q_value=q_value, verdict=verdict)
    assert section(refresh_report(connection, RUN), "What customers mention more or less than before") == [
        ["Theme t_3", "falling", "Its share doubled."],
        ["Theme t_1", "rising", "Its share doubled."],
        ["Theme t_4", "new", "Its share doubled."],
    ]


def test_words_of_customers_do_not_break_the_tables(connection):
    theme(connection, "t_1", "a | b\nc", sentences=1)
    report = refresh_report(connection, RUN)
    assert "| a \\| b c | 1 |" in report


def test_what_happened_to_texts_is_said_if_anything_did(connection):
    assert "What happened to texts" not in refresh_report(connection, RUN)
    add(connection, "run", run_id=RUN, changes='{"structure": {"feedback": 9, "mended": 2, "templates": 7}}')
    add(connection, "run", run_id="run-1", changes='{"structure": {"mended": 5}}')
    assert section(refresh_report(connection, RUN), "What happened to texts") == [["2", "0", "7"]]
