"""The sections on a company's own themes: `[[theme]]`, and `[taxonomy]` for a table of them and labelled feedback."""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from vocpipe.lexicon import lexicon
from vocpipe.settings.base import Model, Name
from vocpipe.wording import tell

# Words and examples in one cell of a table stand between these.
_BETWEEN = re.compile(r"[\n;；|｜]+")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿々]")
_SEPARATORS = ",;\t"
_LISTS = ("words", "examples")


class GuidedThemeSettings(Model):
    """`[[theme]]`: a theme that the company has already; it takes the sentences that belong to it."""

    name_ja: str | None = Field(default=None, min_length=1, description="its Japanese name")
    name_en: str | None = Field(default=None, min_length=1, description="its English name")
    key: Name | None = Field(
        default=None, description="by which the theme stays the same where its name changes; without it, its name"
    )
    words: list[str] = Field(default_factory=list, description="words that only this theme has, in either language")
    examples: list[str] = Field(default_factory=list, description="sentences that belong to it, in either language")

    @field_validator("words", "examples")
    @classmethod
    def _said(cls, texts: list[str]) -> list[str]:
        """Each text once, without blanks around it."""
        return list(dict.fromkeys(text.strip() for text in texts if text.strip()))

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.name_ja and not self.name_en:
            raise ValueError(tell("error.settings.theme_name"))
        return self

    @property
    def names(self) -> dict[str, str]:
        """Language -> its name."""
        return {language: name for language, name in (("ja", self.name_ja), ("en", self.name_en)) if name}

    @property
    def shown(self) -> str:
        """The name by which messages tell of it."""
        return self.name_en or self.name_ja or ""

    @property
    def theme_id(self) -> str:
        """Its durable id, which depends on its key alone, or its English name, or its Japanese one."""
        return "t_" + hashlib.sha256(f"guided\x1f{_folded(self.key or self.shown)}".encode()).hexdigest()[:12]

    def is_called(self, label: str) -> bool:
        """Whether a label of the company's means this theme: its key, or one of its names."""
        return _folded(label) in {_folded(name) for name in (self.key, *self.names.values()) if name}


class TaxonomySettings(Model):
    """`[taxonomy]`: a table of the company's own themes, and the column in which its feedback is labelled with them."""

    file: str | None = Field(
        default=None, description="a CSV file with a theme in each row: name, words, examples; beside vocpipe.toml"
    )
    labels: list[str] = Field(
        default_factory=list,
        description="columns of sources that hold the name or key of a theme; that feedback teaches the theme",
    )


def with_table_of_themes(content: dict[str, Any], root: Path | None) -> dict[str, Any]:
    """The settings with the themes of the table that `[taxonomy]` names, after those of `[[theme]]`.

    root: the workspace's folder. Raises ValueError, in one line, if the table can't be read.
    """
    taxonomy = content.get("taxonomy")
    file = taxonomy.get("file") if isinstance(taxonomy, dict) else None
    if not isinstance(file, str):
        return content
    return content | {"theme": [*content.get("theme", []), *_themes_of((root or Path()) / file)]}


def _themes_of(path: Path) -> list[dict[str, Any]]:
    """The themes in a table; rows with one key or name are one theme."""
    try:
        rows = list(csv.reader(io.StringIO(_decoded(path.read_bytes()), newline=""), delimiter=_separator(path)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ValueError(tell("error.settings.taxonomy_unreadable", path=path, problem=error)) from error
    columns = _columns(rows[0]) if rows else {}
    if not any(name.startswith("name") for name in columns.values()):
        raise ValueError(tell("error.settings.taxonomy_no_name", path=path))
    themes: dict[str, dict[str, Any]] = {}
    for row in rows[1:]:
        theme = _theme_of({columns[at]: cell.strip() for at, cell in enumerate(row) if at in columns and cell.strip()})
        if theme:
            first = themes.setdefault(theme.get("key") or theme.get("name_en") or theme["name_ja"], theme)
            if first is not theme:
                _add(first, theme)
    return list(themes.values())


def _theme_of(cells: dict[str, str]) -> dict[str, Any]:
    """The theme of a row as `[[theme]]` has it; nothing for a row without a name."""
    if name := cells.pop("name", None):
        cells.setdefault("name_ja" if _JAPANESE.search(name) else "name_en", name)
    if not {"name_ja", "name_en"} & cells.keys():
        return {}
    return {name: _BETWEEN.split(cell) if name in _LISTS else cell for name, cell in cells.items()}


def _add(theme: dict[str, Any], row: dict[str, Any]) -> None:
    for name in _LISTS:
        if name in row:
            theme[name] = [*theme.get(name, []), *row[name]]


def _columns(header: list[str]) -> dict[int, str]:
    """Place -> the field that the column holds; the first of several with one field."""
    names = {_folded(word): field for field, words in lexicon("taxonomy").items() for word in words}
    found: dict[str, int] = {}
    for at, title in enumerate(header):
        if field := names.get(_folded(title).replace(" ", "_")):
            found.setdefault(field, at)
    return {at: field for field, at in found.items()}


def _decoded(content: bytes) -> str:
    """UTF-8, else CP932, which Excel writes in Japan; raises UnicodeDecodeError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932")


def _separator(path: Path) -> str:
    header = next(_lines(path), "")
    return max(_SEPARATORS, key=header.count)


def _lines(path: Path) -> Iterator[str]:
    yield from _decoded(path.read_bytes()).splitlines()


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
