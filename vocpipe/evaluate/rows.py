"""Labeled rows from a CSV file."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from vocpipe.errors import EvaluationError
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class LabelledRows:
    """Texts and their labels, in the file's order; rows without either are left out."""

    texts: list[str]
    labels: list[str]


def read_labelled(path: Path, text: str, label: str) -> LabelledRows:
    """The rows of the CSV file at `path`.

    Raises EvaluationError if the file or a column is missing, or no row has both a text and a label.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(tell("evaluate.rows.unreadable", path=path, problem=error)) from error
    # Only a line feed ends a row: posts contain other characters that Python takes for line breaks.
    reader = csv.DictReader(io.StringIO(content, newline=""))
    columns = reader.fieldnames or []
    missing = [name for name in (text, label) if name not in columns]
    if missing:
        raise EvaluationError(tell("evaluate.rows.no_column", path=path, column=missing[0], columns=", ".join(columns)))
    try:
        cells = [((row[text] or "").strip(), (row[label] or "").strip()) for row in reader]
    except csv.Error as error:
        raise EvaluationError(tell("evaluate.rows.no_csv", path=path, problem=error)) from error
    pairs = [pair for pair in cells if all(pair)]
    if not pairs:
        raise EvaluationError(tell("evaluate.rows.no_rows", path=path, text=text, label=label))
    return LabelledRows([pair[0] for pair in pairs], [pair[1] for pair in pairs])
