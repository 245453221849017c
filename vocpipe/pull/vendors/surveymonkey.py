"""SurveyMonkey: responses that changed, survey by survey; what was deleted is seen by their number.

Traps: pages count by places, and a changed response moves all others. An app of one's own may call 500 times a day, so
that the limits are kept over runs. Nothing tells of deleted responses: where there are fewer than are safe, the ids are
read. A response has ids alone, so that the first page of each pull has the survey's questions beside it.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Literal

from pydantic import Field

from vocpipe.pull.alive import alive
from vocpipe.pull.changes import Changes, Order
from vocpipe.pull.http import Api
from vocpipe.pull.options import ApiOptions
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json

_ADDRESSES = {
    "us": "https://api.surveymonkey.com/v3",
    "eu": "https://api.eu.surveymonkey.com/v3",
    "ca": "https://api.surveymonkey.ca/v3",
}
_PAGE, _IDS = 100, 1000  # responses, and ids, that are asked for at once
_CALLS, _DAY = (110, 60), (490, 86_400)  # calls in seconds, of the documented 120 in a minute and 500 in a day
_LATE = timedelta(minutes=15)  # after which a change is surely told
_RIGHT = "View Surveys, View Responses, View Response Details"
_REMAINING = "X-Ratelimit-App-Global-{span}-Remaining"
_RESET = "X-Ratelimit-App-Global-{span}-Reset"


class SurveymonkeyOptions(ApiOptions):
    """What SurveyMonkey may be told."""

    whole: ClassVar[bool] = True

    surveys: list[str] = Field(default=[], description="ids of surveys; without any, all that the token sees")
    region: Literal["us", "eu", "ca"] = Field(default="us", description="where your account is hosted")
    calls_per_day: int | None = Field(default=None, ge=1, description="calls in a day, if yours are more than 500")


class _Connection:
    def __init__(self, asked: Asked) -> None:
        from dlt.sources.helpers.rest_client.auth import BearerTokenAuth

        options: SurveymonkeyOptions = asked.options
        self._options, self._stored = options, asked.stored
        day = (options.calls_per_day, 86_400) if options.calls_per_day else _DAY
        self._api = Api(
            asked.source,
            options.address or _ADDRESSES[options.region],
            BearerTokenAuth(asked.secrets["token"]),
            _RIGHT,
            asked.not_before,
            paces=(asked.pace("calls", *options.limit(_CALLS)), asked.pace("day", *day)),
            rest=_rest,
        )

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """A page of responses of a survey at a time, then those that are gone. The cursor has each survey by its id."""
        state = {survey: dict(kept) for survey, kept in cursor.items()}
        for survey in self._surveys():
            changes, details = Changes.of(_ORDER, state.get(survey, {})), None
            for rows in changes.new(self._ask(survey), since):
                details = details or self._api.get(f"surveys/{survey}/details")
                state[survey] = changes.kept()  # without their number: it is to be counted anew
                yield Batch(rows, dict(state), {"surveys": [_outline(details)]})
        gone, numbers = self._gone(state)
        counted = {survey: {**kept, "n": numbers[survey]} for survey, kept in state.items()}
        if counted != cursor:
            yield Batch([], counted, gone_threads=gone)

    def probe(self) -> None:
        """Ask for one response and for the questions of a survey."""
        for survey in self._surveys()[:1]:
            self._api.get(f"surveys/{survey}/details")
            self._api.get(f"surveys/{survey}/responses/bulk", params={"per_page": 1})

    def _surveys(self) -> list[str]:
        if self._options.surveys:
            return self._options.surveys
        return [str(survey["id"]) for survey in self._listed("surveys")]

    def _ask(self, survey: str) -> Any:
        """What asks for the responses of a survey that changed."""

        def ask(start: str, place: int) -> tuple[list[Json], bool]:
            order = {"sort_by": "date_modified", "sort_order": "ASC", "simple": "true"}
            span = {"start_modified_at": start.removesuffix("+00:00"), "per_page": _PAGE, "page": place // _PAGE + 1}
            content = self._api.get(f"surveys/{survey}/responses/bulk", params={**order, **span})
            rows = [{**row, "survey_id": survey} for row in content.get("data") or []]
            return rows, bool((content.get("links") or {}).get("next"))

        return ask

    def _gone(self, state: dict[str, dict[str, Json]]) -> tuple[list[str], dict[str, int]]:
        """The responses that are safe and no longer there, and how many each survey has.

        Ids are compared only of surveys whose number is another than when they were last compared.
        """
        numbers = {survey: self._number(survey) for survey in state}
        changed = [survey for survey, kept in state.items() if kept.get("n") != numbers[survey]]
        safe, gone = (self._safe() if changed else {}), set[str]()
        for survey in changed:
            if numbers[survey] < len(safe.get(survey, ())):
                there = {str(row["id"]) for row in self._listed(f"surveys/{survey}/responses")}
                gone |= safe[survey] - there
        return sorted(gone), numbers

    def _number(self, survey: str) -> int:
        return int(self._api.get(f"surveys/{survey}/responses", params={"per_page": 1}).get("total", 0))

    def _safe(self) -> dict[str, set[str]]:
        """Survey -> the ids of its responses on the pages, without those that are gone."""
        found: dict[str, set[str]] = {}
        surveys = alive(self._stored(), "data", lambda row: row.get("id"), lambda row: str(row.get("survey_id")))
        for ident, survey in surveys.items():
            found.setdefault(survey, set()).add(ident)
        return found

    def _listed(self, path: str) -> Iterator[Json]:
        """Every member of a list that goes on by its number of pages."""
        number, has_more = 1, True
        while has_more:
            content = self._api.get(path, params={"per_page": _IDS, "page": number})
            yield from content.get("data") or []
            number, has_more = number + 1, bool((content.get("links") or {}).get("next"))


def _outline(details: dict[str, Any]) -> dict[str, Any]:
    """The questions of a survey, without its title pages and its author's notes."""
    return {"id": details.get("id"), "pages": details.get("pages") or []}


def _changed(row: dict[str, Any]) -> str:
    return str(row["date_modified"])


def _written(moment: datetime) -> str:
    """A moment as SurveyMonkey writes it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _rest(headers: Mapping[str, str]) -> float:
    """Seconds until the server allows another call, by its own count of the app's calls."""
    spans = ("Minute", "Day")
    used_up = [span for span in spans if headers.get(_REMAINING.format(span=span), "").strip() == "0"]
    return max((float(headers.get(_RESET.format(span=span)) or 60) for span in used_up), default=0.0)


_ORDER = Order(_changed, _written, _LATE, step=timedelta(seconds=1))
VENDOR = Vendor("surveymonkey", "surveymonkey", "data", SurveymonkeyOptions, _Connection, secrets=("token",))
