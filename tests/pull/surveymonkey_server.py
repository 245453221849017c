"""SurveyMonkey as its public documentation has it: surveys, their questions, and responses by their last change."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.pull.servers import NoAnswerError, Vendor

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
RECOMMEND, BETTER, ELSE = "How likely are you to recommend us?", "What could be better?", "Anything else?"
QUESTIONS = [("10", "matrix", RECOMMEND), ("30", "open_ended", BETTER), ("40", "open_ended", ELSE)]


class Surveymonkey(Vendor):
    """Responses by survey and id; each change takes a minute. per_day: the limit that the headers tell of."""

    name, right = "surveymonkey", "View Response Details"
    limits, sizes = ("_CALLS", "_DAY"), {"_PAGE": 3, "_IDS": 4}

    def __init__(self, page: int = 3) -> None:
        super().__init__()
        self.page, self.minutes, self.left = page, 0, 1000
        self.surveys: dict[str, dict[str, dict[str, Any]]] = {"501": {}, "502": {}}
        for number in range(7):
            self.put("501", f"90{number}", better=f"The search stops after {number} minutes", score=number)
        self.put("502", "950", better="Open on Sundays", other="Thank you")

    def put(self, survey: str, ident: str, *, better: str = "", other: str = "", score: int | None = None) -> None:
        """Somebody answers, or edits their answers."""
        self.minutes += 1
        at = (BEGIN + timedelta(minutes=self.minutes)).isoformat(timespec="seconds")
        before = self.surveys[survey].get(ident, {})
        answers = {"30": [{"text": better}] if better else [], "40": [{"text": other}] if other else []}
        answers["10"] = [] if score is None else [{"choice_id": f"1{score}", "row_id": "1", "simple_text": str(score)}]
        asked = [
            {"id": key, "family": family, "heading": words, "answers": answers[key]}
            for key, family, words in QUESTIONS
            if answers[key]
        ]
        self.surveys[survey][ident] = {
            **{"id": ident, "collector_id": "45", "response_status": "completed", "custom_value": f"C-{ident}"},
            **{"date_created": before.get("date_created", at), "date_modified": at, "ip_address": "192.0.2.7"},
            "pages": [
                {"id": "1", "questions": [{**question, "answers": answers[question["id"]]} for question in asked]}
            ],
        }

    def change(self, number: int) -> None:
        """A new response, an edited one, and now and then one that takes an answer back, or is deleted."""
        self.put("502", f"96{number:02d}", better=f"Another one, {number}", other=f"And more, {number}", score=9)
        self.put("501", f"90{number % 5}", better=f"Changed, {number}", score=number % 11)
        if number % 3 == 1:
            self.put("502", f"96{number:02d}", better=f"On second thought, {number}")
        if number % 3 == 2:
            del self.surveys["502"][f"96{number - 1:02d}"]

    def headers(self) -> dict[str, str]:
        """What is left of the limits."""
        self.left -= 1
        names = {"Limit": "500", "Remaining": str(max(self.left, 0)), "Reset": "7200"}
        return {f"X-Ratelimit-App-Global-Day-{name}": value for name, value in names.items()}

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A page of a list, or the questions of a survey."""
        if path == "/surveys":
            return self._paged([{"id": survey, "title": survey} for survey in self.surveys], query)
        found = re.fullmatch(r"/surveys/(\d+)/(details|responses|responses/bulk)", path)
        if not found or found[1] not in self.surveys:
            raise NoAnswerError(404)
        rows = sorted(self.surveys[found[1]].values(), key=lambda row: row["date_modified"])
        if found[2] == "details":
            asked = [{"id": key, "family": family, "headings": [{"heading": text}]} for key, family, text in QUESTIONS]
            return {"id": found[1], "pages": [{"id": "1", "questions": asked}]}
        if found[2] == "responses":
            return self._paged([{"id": row["id"], "href": "https://elsewhere.example"} for row in rows], query)
        first = query.get("start_modified_at", "")
        return self._paged([row for row in rows if row["date_modified"].removesuffix("+00:00") > first], query)

    def _paged(self, rows: list[Any], query: dict[str, str]) -> dict[str, Any]:
        size, number = int(query.get("per_page", 50)), int(query.get("page", 1))
        page = rows[size * (number - 1) : size * number]
        links = {"self": "x"} | ({"next": "https://elsewhere.example"} if size * number < len(rows) else {})
        return {"data": page, "per_page": size, "page": number, "total": len(rows), "links": links}

    def words(self) -> dict[str, str]:
        """What is said in answers in own words; the first of a response has its id."""
        found = {}
        for responses in self.surveys.values():
            for ident, response in responses.items():
                asked = {question["id"]: question for question in response["pages"][0]["questions"]}
                said = [(place, asked[key]) for place, key in enumerate(("30", "40"), start=1) if key in asked]
                for number, (place, question) in enumerate(said):
                    found[f"{ident}-q{place}" if number else ident] = question["answers"][0]["text"]
        return found
