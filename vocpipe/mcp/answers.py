"""What each tool answers: rows with ids, verdicts with their reasons, and where each opens in the explorer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlencode

from vocpipe.encoders.models import encode
from vocpipe.errors import ModelError, QueryError
from vocpipe.mcp.snapshot import Asked
from vocpipe.search.ranking import fused
from vocpipe.search.words import MAX_LETTERS, wanted, widths
from vocpipe.settings import Settings
from vocpipe.wording import Language, say, tell

Outcome = Literal["nps", "churn"]
Answer = dict[str, Any]
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions to one snapshot; answers in `language`, links to the explorer of the settings."""

    asked: Asked
    settings: Settings
    language: Language

    def themes(self, parent: str | None, most: int) -> Answer:
        """The themes that are mentioned most, or the sub-themes of one."""
        return self._answer(self._themed(self.asked.rows("themes", parent=parent, most=most)))

    def theme(self, theme_id: str) -> Answer:
        """One theme: its size, its weeks, what its mentions are linked with, and its newest voices."""
        row = self.asked.row("theme", theme_id=theme_id)
        if not row:
            raise QueryError(tell("mcp.unknown_theme", theme=repr(theme_id)))
        ids = [found["feedback_id"] for found in self.asked.rows("of_theme", theme_id=theme_id)]
        weeks = [_plain(week) for week in self.asked.rows("weeks", theme_id=theme_id)]
        return self._answer(self._themed([row])) | {"weeks": weeks, "voices": self._voices(ids[:5])}

    def drivers(self, outcome: Outcome, most: int) -> Answer:
        """The themes by their link with the NPS or with churn, each with verdict and reason."""
        rows = self._themed(self.asked.rows("drivers", outcome=outcome, most=most))
        return self._answer(rows) | {"note": say("mcp.association", self.language)}

    def changes(self, most: int) -> Answer:
        """The themes that are clearly mentioned more, less or for the first time."""
        return self._answer(self._themed(self.asked.rows("changes", most=most)))

    def kpis(self) -> Answer:
        """Every KPI: what it is, its newest months, and its segments in the newest one; or why it has no values."""
        values: dict[str, list[Answer]] = {}
        for row in self.asked.rows("kpi_values"):
            values.setdefault(row["kpi_id"], []).append({name: row[name] for name in row if name != "kpi_id"})
        return self._answer([self._kpi(row, values.get(row["kpi_id"], [])) for row in self.asked.rows("kpis")])

    def _kpi(self, row: Mapping[str, Any], values: list[Answer]) -> Answer:
        known = {name: row[name] for name in ("kpi_id", "unit", "more_is_better")}
        told = {name: row[f"{name}_{self.language}"] for name in ("name", "about", "reason")}
        months = [_without(_plain(one), "segment_kind", "segment") for one in values if one["segment_kind"] == "all"]
        segments = [_plain(one) for one in values if one["segment_kind"] != "all"]
        return _plain(known | told) | {
            "months": months,
            "segments": segments,
            "url": self._link("kpi", kpi=row["kpi_id"]),
        }

    def voices(self, search: str, theme_id: str | None, most: int) -> Answer:
        """What customers wrote with the words of the search or of a similar meaning, the best first."""
        words = wanted(search)
        by_words = self._ids("words", words=words, **widths(words)) if words else []
        near, by_meaning = self._near(search) if words else ([], False)
        ids = fused(by_words, near)
        if theme_id is not None:
            of_theme = self._ids("of_theme", theme_id=theme_id)
            ids = [found for found in ids if found in set(of_theme)] if words else of_theme
        counted = self.asked.row("people", ids=ids)
        least = self.asked.connection.execute("SELECT least_people()").fetchall()[0][0]
        n = counted["n"] if not counted["n"] or (least and counted["people"] >= least) else None
        return self._answer(self._voices(ids[:most])) | {"n_found": n, "searched_by_meaning": by_meaning}

    def _ids(self, query: str, **parameters: Any) -> list[str]:
        return [row["feedback_id"] for row in self.asked.rows(query, **parameters)]

    def _near(self, search: str) -> tuple[list[str], bool]:
        """Feedback with a sentence of a similar meaning, the nearest first, and whether it could be looked for."""
        model = str(self.asked.row("run").get("model") or "")
        if not model or not len(self.asked.meanings.ids):
            return [], False
        try:
            [vector] = encode(model, [search[:MAX_LETTERS]])
        except ModelError:
            return [], False
        table = self.asked.table("meanings")
        of_sentence = dict(zip(table["sentence_id"].to_pylist(), table["feedback_id"].to_pylist(), strict=True))
        found = (of_sentence[sentence] for sentence in self.asked.meanings.near(search, vector))
        return list(dict.fromkeys(found)), True

    def _voices(self, ids: list[str]) -> list[Answer]:
        rows = self.asked.rows("voices", ids=ids)
        return [_plain(row) | {"url": self._link("feedback", feedback=row["feedback_id"])} for row in rows]

    def _themed(self, rows: Iterable[Mapping[str, Any]]) -> list[Answer]:
        """Rows about themes, with reasons in one language and the address of each theme."""
        return [_plain(self._reasoned(row)) | {"url": self._link("theme", theme=row["theme_id"])} for row in rows]

    def _reasoned(self, row: Mapping[str, Any]) -> Answer:
        """A row whose reasons are in the language of the answers alone."""
        other = "ja" if self.language == "en" else "en"
        kept = {name: value for name, value in row.items() if not name.endswith(f"reason_{other}")}
        return {name.replace(f"reason_{self.language}", "reason"): value for name, value in kept.items()}

    def _answer(self, rows: list[Answer]) -> Answer:
        """The rows, and of which snapshot they are."""
        run = self.asked.row("run")
        known = {name: run.get(name) for name in ("run_id", "finished_at", "as_of")}
        return {"snapshot": _plain(known), "rows": rows}

    def _link(self, page: str, **parameters: str) -> str:
        base = self.settings.app.url.rstrip("/")
        return f"{base}/{page}?{urlencode({**parameters, 'lang': self.language})}"


def _without(row: Answer, *names: str) -> Answer:
    return {name: value for name, value in row.items() if name not in names}


def _plain(row: Mapping[str, Any]) -> Answer:
    """A row whose values JSON has: days as text, numbers with four significant digits, nothing that is not known."""
    return {name: _written(value) for name, value in row.items() if value is not None}


def _written(value: Any) -> Any:
    written: dict[type, Callable[[Any], Any]] = {
        datetime: lambda moment: f"{moment.isoformat(timespec='seconds')}Z",
        date: date.isoformat,
        float: lambda number: float(f"{number:.{_DIGITS}g}"),
    }
    return written.get(type(value), lambda other: other)(value)
