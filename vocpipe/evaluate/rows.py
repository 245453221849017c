"""Labelled rows from a CSV file."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from vocpipe.errors import EvaluationError


@dataclass(frozen=True, slots=True)
class LabelledRows:
    """Texts and their labels, in the file's order; rows without either are left out."""

    texts: list[str]
    labels: list[str]


def read_labelled(path: Path, text: str, label: str) -> LabelledRows:
    """The rows of the CSV file at `path`; raises EvaluationError where it or a column is missing, or none is left."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} can't be read as UTF-8: {error}") from error
    # Only a line feed ends a row: posts hold other characters that Python takes for the end of a line.
    reader = csv.DictReader(io.StringIO(content, newline=""))
    columns = reader.fieldnames or []
    missing = [name for name in (text, label) if name not in columns]
    if missing:
        raise EvaluationError(f"{path} has no column {missing[0]!r}; it has: {', '.join(columns)}")
    try:
        found = [((row[text] or "").strip(), (row[label] or "").strip()) for row in reader]
    except csv.Error as error:
        raise EvaluationError(f"{path} can't be read as CSV: {error}") from error
    pairs = [pair for pair in found if all(pair)]
    if not pairs:
        raise EvaluationError(f"{path} has no row with both {text!r} and {label!r}")
    return LabelledRows([pair[0] for pair in pairs], [pair[1] for pair in pairs])
