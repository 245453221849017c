"""The words: both languages say everything, and nothing is said that has no word."""

import ast
import re
import string
from pathlib import Path

import pytest

from vocpipe.app.words import LANGUAGES, Words, table

APP = Path(__file__).parents[2] / "app"


def keys_in(source: str) -> tuple[set[str], set[str]]:
    """Keys that the code uses, and the beginnings of those it puts together, as in words(f"count.{name}")."""
    whole, begun = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and _is_words(node.func):
            for part in ast.walk(node.args[0]):
                if (
                    isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and "." in part.value
                    and not isinstance(node.args[0], ast.JoinedStr)
                ):
                    whole.add(part.value)
            if isinstance(node.args[0], ast.JoinedStr) and isinstance(node.args[0].values[0], ast.Constant):
                begun.add(str(node.args[0].values[0].value))
    return whole, begun


def _is_words(func: ast.expr) -> bool:
    return (
        (isinstance(func, ast.Name) and func.id == "words")
        or (isinstance(func, ast.Attribute) and func.attr == "words")
        or (isinstance(func, ast.Name) and func.id == "self")
    )


def fields(word: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(word) if name}


def test_both_languages_have_the_same_keys_with_the_same_fields():
    assert table("ja").keys() == table("en").keys()
    different = [
        key for key, word in table("ja").items() if not fields(word) <= fields(table("en")[key]) | {"name", "month"}
    ]
    assert different == []


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: path.name)
def test_every_key_in_the_code_has_a_word(path):
    whole, begun = keys_in(path.read_text(encoding="utf-8"))
    known = table("en")
    assert {key for key in whole if key not in known} == set()
    assert {start for start in begun if not any(key.startswith(start) for key in known)} == set()


def test_the_key_finder_sees_words_that_are_missing():
    assert keys_in('words("no.such"); view.words(f"nor.{x}")') == ({"no.such"}, {"nor."})


def test_no_word_is_left_that_no_code_uses():
    used = [keys_in(path.read_text(encoding="utf-8")) for path in APP.rglob("*.py")]
    whole, begun = set().union(*(one for one, _ in used)), set().union(*(other for _, other in used))
    text = "\n".join(path.read_text(encoding="utf-8") for path in APP.rglob("*.py"))
    groups = {group for group in {key.split(".")[0] for key in table("en")} if re.search(f"[\"']{group}[\"']", text)}
    left = [
        key
        for key in table("en")
        if key not in whole and not key.startswith(tuple(begun)) and key.split(".")[0] not in groups
    ]
    assert left == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_and_missing_numbers(lang):
    words = Words(lang, "Asia/Tokyo")
    assert words.number(1234.5) == "1,234"
    assert words.number(None) == words.percent(None) == words.signed(None) == words.day(None) == "–"
    assert (words.signed(-12.4), words.signed(3), words.signed(-0.2)) == ("−12", "+3", "0")


def test_times_are_shown_in_the_workspaces_zone():
    from datetime import datetime

    late = datetime(2026, 10, 31, 23, 30)
    assert Words("ja", "Asia/Tokyo").moment(late) == "2026年11月1日 08:30"
    assert Words("en", "UTC").moment(late) == "31 Oct 2026 23:30"


def test_a_theme_has_the_name_of_the_viewers_language_or_else_the_other():
    row = {"theme_id": "t_1", "name": "遅い", "name_ja": "遅い", "name_en": None}
    assert Words("en").theme(row) == "遅い"
    assert Words("en").theme(row | {"name_en": "Slow"}) == "Slow"
    assert Words("ja").theme({"theme_id": "t_1"}) == "t_1"


def test_a_name_that_says_two_things_is_said_to_be_mixed():
    row = {"name_ja": "遅い ／ 高い", "name_en": "Slow ／ Expensive"}
    assert Words("en").theme(row) == "Mixed: Slow ／ Expensive"
    assert Words("ja").theme(row) == "混在: 遅い ／ 高い"
    assert Words("en").theme({"name_en": "Invoices / PDF"}) == "Invoices / PDF"  # a name that somebody gave it
