"""What the demo company's customers do, and who they are; and what the company does about its themes."""

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

DEMO = Path(__file__).parents[2] / "data" / "demo"


def companion(name, encoding="utf-8-sig"):
    with (DEMO / "inputs" / name).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_companies_have_several_people_of_whom_some_agreed_and_some_opted_out():
    people = companion("people.csv")
    size = Counter(row["会社ID"] for row in people)
    assert max(size.values()) >= 4
    assert sum(n > 1 for n in size.values()) > 300
    assert {row["メール配信同意"] for row in people} == {row["配信停止"] for row in people} == {"はい", "いいえ"}


def test_use_stops_when_a_customer_leaves_and_falls_before():
    left = {row["顧客ID"]: row["解約日"].replace("/", "-") for row in companion("customers.csv", "cp932")}
    left = {key: day for key, day in left.items() if day}
    rows = [row for row in companion("usage.csv") if row["顧客ID"] in left]
    ages = [(date.fromisoformat(left[row["顧客ID"]]) - date.fromisoformat(row["利用日"])).days for row in rows]
    ages = [age for age in ages if age > -200]  # not the customer whose end is before the start
    assert min(ages) > 0
    assert sum(age <= 45 for age in ages) < 0.8 * sum(45 < age <= 90 for age in ages)


def test_about_as_many_answered_an_invitation_as_answers_have_an_author():
    asked = companion("survey_invitations.csv")
    yes = sum(row["回答有無"] == "はい" for row in asked)
    assert 0.3 < yes / len(asked) < 0.5


def test_actions_name_their_theme_by_words_of_its_topic():
    topics = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (DEMO / "topics").glob("*.toml")]
    texts = [text for topic in topics for lang in ("ja", "en") for text in topic[lang]]
    for action in tomllib.loads((DEMO / "actions.toml").read_text(encoding="utf-8"))["action"]:
        assert any(re.search(action["theme"], text, re.IGNORECASE) for text in texts), action["title"]
