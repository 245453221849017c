"""The documents: the page of tables is current, decisions are listed, and nobody uses a word that the glossary bans."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GLOSSARY = DOCS / "glossary.md"
PAGES = sorted({*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"} - {GLOSSARY})
WORDINGS = sorted((ROOT / "vocpipe" / "wording").glob("*.toml"))


def terms():
    """(term, meaning, Japanese, banned words) of each row of the glossary."""
    rows = re.findall(r"^\| (?!term |---)(.+) \|$", GLOSSARY.read_text(encoding="utf-8"), re.M)
    for row in rows:
        term, meaning, japanese, banned = (cell.strip() for cell in f"{row} ".split(" | "))
        yield term, meaning, japanese, [re.sub(r" \(.*\)", "", word).strip() for word in banned.split(",") if word]


BANNED = sorted({word for *_, banned in terms() for word in banned})


def test_every_term_has_a_meaning_and_japanese_and_stands_once():
    rows = list(terms())
    assert len(rows) > 30
    assert all(meaning and japanese for _, meaning, japanese, _ in rows)
    assert len({term for term, *_ in rows}) == len(rows)


def _pattern(word):
    """A Latin word by itself; a Japanese one anywhere, as no blanks stand around it."""
    edge = r"(?<!\w){}(?!\w)" if word.isascii() else "{}"
    return re.compile(edge.format(re.escape(word)), re.I)


@pytest.mark.parametrize("path", [*WORDINGS, *PAGES], ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_uses_a_word_that_the_glossary_bans(path):
    text = path.read_text(encoding="utf-8")
    assert [word for word in BANNED if _pattern(word).search(text)] == []


def test_the_page_of_tables_is_current():
    page = runpy.run_path(str(DOCS / "make_tables.py"))["page"]
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == page()


def test_every_decision_is_in_the_list():
    listed = re.findall(r"\]\((\d{4}[^)]+\.md)\)", (DOCS / "decisions" / "index.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    assert len(listed) >= 10
