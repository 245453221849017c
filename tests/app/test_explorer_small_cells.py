"""Under any filter, nothing is shown of what fewer than five people say: held against counts made here, in Python."""

import re
from collections import defaultdict
from html import unescape
from itertools import combinations, product

import pytest

from tests.app.reading import shown
from tests.app.small_world import build_world, republish
from vocpipe.app import data
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

MIN = 5
PAGES = ("themes", "priorities", "compare", "quality", "theme", "map")
KEYS = {"source": 1, "kind": 2, "language": 3, "sentiment": 4, "plan": 5}
NAMES = {
    "t_pdf": "Invoices can't be exported as PDF",
    "t_slow": "It gets slow at month end",
    "t_easy": "It is easy to use",
}
# One to four of anything that people do: "3 customers", "1 sentence".
FEW = re.compile(
    r"(?<![\d.,–-])[1-4] (of \d+ )?(customers?|people|mentions?|sentences?|answers?|pieces? of feedback)\b(?! a day)"
)
SAID = """
SELECT DISTINCT
    coalesce(feedback.customer_id, feedback.feedback_id), source, kind, sentence.lang, sentence.sentiment_label, plan,
    theme_id
FROM sentence JOIN feedback USING (feedback_id) JOIN sentence_theme USING (sentence_id)
LEFT JOIN customer USING (customer_id)
WHERE role = 'opinion'
"""


@pytest.fixture(scope="module")
def said(world) -> list[tuple]:
    """(person, source, kind, language, sentiment, plan, theme) of everything that is said of a theme."""
    with open_snapshot(newest(Workspace(world))) as connection:
        return connection.execute(SAID).fetchall()


def narrow(said) -> list[dict[str, str]]:
    """Every value of every filter, and every pair of them that leaves one to four people altogether."""
    values = [{key: value} for key, place in KEYS.items() for value in sorted({row[place] for row in said} - {None})]
    pairs = [a | b for a, b in combinations(values, 2) if a.keys() != b.keys()]
    return values + [pair for pair in pairs if 0 < len({row[0] for row in under(said, pair)}) < MIN]


def under(said, filters) -> list[tuple]:
    return [row for row in said if all(row[KEYS[key]] == value for key, value in filters.items())]


def people(said, filters) -> dict[str, set[str]]:
    """Theme -> the people who mention it under the filters."""
    found = defaultdict(set)
    for row in under(said, filters):
        found[row[6]].add(row[0])
    return found


def told(at) -> str:
    """What the page says beside its style."""
    return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", shown(at), flags=re.DOTALL))


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_of_fewer_than_five_people(open_page, said, page):
    broken = []
    for filters in narrow(said):
        text = told(open_page(page, lang="en", **filters, **({"theme": "t_pdf"} if page == "theme" else {})))
        broken += [(filters, match.group()) for match in FEW.finditer(text)]
        if page in ("themes", "priorities", "compare"):
            counts = people(said, filters)
            broken += [(filters, name) for key, name in NAMES.items() if name in text and len(counts[key]) < MIN]
    assert broken == []


@pytest.mark.long
def test_no_quote_of_a_theme_that_fewer_than_five_people_mention(open_page, said):
    quoted = 0
    for key, filters in product(NAMES, narrow(said)):
        at = open_page("theme", lang="en", theme=key, **filters)
        quotes = shown(at).count("<mark>")
        assert not (quotes and len(people(said, filters)[key]) < MIN), (key, filters)
        quoted += quotes
    assert quoted


def test_the_walk_would_find_a_small_number(said):
    assert [match.group() for match in FEW.finditer("raised by 3 customers · 12 sentences, 1 answer")] == [
        "3 customers",
        "1 answer",
    ]
    assert not FEW.search("23 customers, 1,204 people, weeks 1-4 people a day")
    assert any(len(filters) == 2 for filters in narrow(said))


def test_the_settings_can_ask_for_more_people(tmp_path, open_page):
    build_world(tmp_path, n_feedback=200)
    before = told(open_page("themes", root=tmp_path, lang="en"))
    with (tmp_path / "vocpipe.toml").open("a", encoding="utf-8") as file:
        file.write("[privacy]\nmin_group = 1000\n")
    republish(tmp_path, "20261104T000000-0001")
    after = told(open_page("themes", root=tmp_path, lang="en"))
    assert (NAMES["t_slow"] in before, NAMES["t_slow"] in after) == (True, False)
    assert data.newest_snapshot().row(
        "counts", **dict.fromkeys(("sources", "kinds", "langs", "plans", "labels", "since", "until"))
    )["is_small"]
