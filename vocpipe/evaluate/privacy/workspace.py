"""What a workspace publishes of a corpus: its texts go through collect and structure, as in every refresh."""

import csv
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from vocpipe.collect import steps as collect
from vocpipe.errors import EvaluationError
from vocpipe.evaluate.privacy.corpus import Item
from vocpipe.settings import Settings
from vocpipe.step import Context
from vocpipe.store.runs import begin_run
from vocpipe.store.workspace import Workspace
from vocpipe.structure import steps as structure
from vocpipe.wording import tell

Published = Mapping[str, str | None]  # place -> the text that is published of it; None if it is left out
_PUBLISHED = {table.name: table.query for table in (*collect.PUBLISHED, *structure.PUBLISHED)}
_TEXTS = ("id", "text", "title", "url", "customer_id", "name", "agent", "created_at")
_ANSWERS = ("response_id", "question_id", "question", "value", "response_text")
_FILLED = "ok"
_FILE = "file{}"  # the source of a row's file
_DAY = "2026-01-05T00:00:00Z"


def publish_corpus(items: Sequence[Item], settings: Settings, customers: Path | None) -> list[Published]:
    """What is published of each row. customers: a customers table, which is read as in the settings.

    Raises EvaluationError if the corpus can't be read as an export.
    """
    with TemporaryDirectory(prefix="vocpipe-") as folder:
        workspace = Workspace(Path(folder))
        _write_inputs(workspace.root, items)
        files = [number for number, item in enumerate(items) if "file" in item.texts]
        _write_settings(workspace.root, settings, _copied(workspace.root, customers), files)
        with workspace.connect() as connection:
            run_id = begin_run(connection, workspace, workspace.settings)
            context = Context(connection, workspace, workspace.settings, run_id)
            for step in (*collect.STEPS, *structure.STEPS):
                step.run(context)
            connection.execute("SET VARIABLE timezone = 'UTC'")
            return _published(connection, items)


def _copied(root: Path, customers: Path | None) -> str | None:
    if customers is None:
        return None
    target = root / "inputs" / f"customers{customers.suffix}"
    try:
        shutil.copyfile(customers, target)
    except OSError as error:
        raise EvaluationError(tell("evaluate.rows.unreadable", path=customers, problem=error)) from error
    return f"inputs/{target.name}"


def _write_settings(root: Path, settings: Settings, customers: str | None, files: Sequence[int]) -> None:
    """A vocpipe.toml with the sources of the corpus, and what the settings say of words to mask.

    files: the numbers of the rows that have one of their own.
    """
    own = settings.workspace
    lines = [
        "[workspace]",
        f"languages = {json.dumps(list(own.languages))}",
        f"own_names = {json.dumps(list(own.own_names), ensure_ascii=False)}",
        "[privacy]",
        f"mask = {json.dumps(list(settings.privacy.mask), ensure_ascii=False)}",
        f"leave = {json.dumps(list(settings.privacy.leave), ensure_ascii=False)}",
        *_source(
            "texts", "table", "inputs/texts.csv", {name: name for name in _TEXTS if name not in ("name", "agent")}
        ),
        *_source("answers", "qualtrics_answers", "inputs/answers.csv", {}),
        *(line for number in files for line in _source(_FILE.format(number), "table", _folder(number) + "/*.csv", {})),
        *(["[customers]", f"path = {json.dumps(customers)}"] if customers else []),
    ]
    (root / "vocpipe.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _source(name: str, reader: str, path: str, columns: Mapping[str, str]) -> list[str]:
    given = ", ".join(f'{field} = "{column}"' for field, column in columns.items())
    head = ["[[source]]", f'name = "{name}"', f'reader = "{reader}"', f'path = "{path}"', 'kind = "review"']
    return [*head, f"columns = {{ {given} }}"] if given else head


def _write_inputs(root: Path, items: Sequence[Item]) -> None:
    (root / "inputs").mkdir()
    texts, answers = [], []
    for number, item in enumerate(items):
        said = [item.texts.get(place, "") for place in ("text", "title", "url")]
        if any(said):
            said[0] = said[0] or _FILLED  # a row without words is no feedback
            people = [item.people.get(name, "") for name in ("customer", "writer", "agent")]
            texts.append([f"t{number}", *said, *people, _DAY])
        if "answer" in item.texts:
            answers.append([f"r{number}", "q1", "q1", item.texts["answer"], ""])
        if "file" in item.texts:
            name = f"{item.texts['file'].replace('/', '-')}.csv"
            _write(root / _folder(number) / name, ("id", "text"), [[str(number), _FILLED]])
    _write(root / "inputs" / "texts.csv", _TEXTS, texts)
    _write(root / "inputs" / "answers.csv", _ANSWERS, answers)


def _folder(number: int) -> str:
    """Where the file of a row lies; it is a source of its own, so that it is found again whatever its name becomes."""
    return f"inputs/files/{number}"


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def _published(connection: duckdb.DuckDBPyConnection, items: Sequence[Item]) -> list[Published]:
    """The published texts of each row, found again by the ids that the inputs have."""

    def found(table: str, key: str, *columns: str) -> dict[str, tuple[Any, ...]]:
        names = ", ".join(columns)
        joined = "" if table == "ingest_file" else "JOIN feedback_raw AS raw USING (feedback_id)"
        query = f"SELECT {key}, {names} FROM ({_PUBLISHED[table]}) AS it {joined}"
        return {row[0]: row[1:] for row in connection.execute(query).fetchall()}

    texts = found("feedback", "raw.source_id", "it.text", "it.url")
    answers = found("survey_answer", "raw.thread_id", "it.answer")
    files = found("ingest_file", "it.source", "parse_filename(it.file, true)")
    rows: list[Published] = []
    for number, item in enumerate(items):
        text, url = texts.get(f"t{number}", (None, None))
        (answer,), (file,) = answers.get(f"r{number}", (None,)), files.get(_FILE.format(number), (None,))
        published = {"text": text, "title": text, "url": url, "answer": answer, "file": file}
        rows.append({place: published[place] for place in item.texts})
    return rows
